extension ReportPage {
    /// The page, in Mustache. Nothing is loaded from elsewhere.
    static let template = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>XPC engine: report</title>
        <style>
        :root { color-scheme: light; --ink: #1d2733; --soft: #5c6b7a; --line: #d9e0e7; --paper: #fff; --shade: #f4f7fa; }
        body { margin: 0 auto; max-width: 1000px; padding: 32px 20px 64px; color: var(--ink); background: var(--paper);
          font: 15px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
        h1 { font-size: 28px; margin: 0 0 4px; }
        h2 { font-size: 21px; margin: 44px 0 8px; padding-top: 20px; border-top: 2px solid var(--ink); }
        h3 { font-size: 15px; margin: 24px 0 6px; }
        p { max-width: 72ch; margin: 6px 0; }
        .soft { color: var(--soft); }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
        th, td { padding: 4px 10px; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
        th { color: var(--soft); font-weight: 600; }
        th.text, td.text { text-align: left; }
        tr:first-child td { font-weight: 600; }
        .knobs { display: flex; flex-wrap: wrap; gap: 6px; margin: 8px 0; padding: 0; list-style: none; }
        .knobs li { background: var(--shade); border: 1px solid var(--line); border-radius: 6px; padding: 2px 9px; }
        pre { background: var(--shade); border: 1px solid var(--line); border-radius: 6px; padding: 10px 14px; overflow-x: auto; }
        svg { width: 100%; height: auto; }
        .bars svg { max-width: 720px; }
        svg text { fill: #16202b; }
        svg text.name { font-weight: 600; }
        </style>
        </head>
        <body>
        <h1>XPC engine</h1>
        <p class="soft">Cross process calls without the kernel: the engine described in Swift, its cycles, its cost.</p>
        <h2>Configurations side by side</h2>
        <div class="bars">{{{bars}}}</div>
        {{#sections}}
        <h2>Configuration {{configuration}}</h2>
        <ul class="knobs">{{#knobs}}<li>{{name}} <b>{{value}}</b></li>{{/knobs}}</ul>
        <h3>Cycles</h3>
        <div class="scroll"><table>
        <tr><th class="text">operation</th><th>measured, largest</th><th>limit</th><th>paper's prototype</th></tr>
        {{#cycles}}<tr><td class="text">{{title}}</td><td>{{measured}}</td><td>{{limit}}</td><td>{{paper}}</td></tr>
        {{/cycles}}</table></div>
        <p class="soft">{{measurement}}</p>
        <h3>Cost (LUT by instance)</h3>
        {{{treemap}}}
        <div class="scroll"><table>
        <tr><th class="text">instance</th><th class="text">module</th>{{#columns}}<th>{{.}}</th>{{/columns}}</tr>
        {{#rows}}<tr><td class="text" style="padding-left: calc(10px + {{indent}}px)">{{name}}</td><td class="text">{{module}}</td>{{#figures}}<td>{{.}}</td>{{/figures}}</tr>
        {{/rows}}</table></div>
        {{/sections}}
        <h2>The paper's table</h2>
        <div class="scroll"><table>
        <tr><th class="text">resource</th><th>without</th><th>with XPC</th><th>added</th><th></th></tr>
        {{#paper}}<tr><td class="text">{{resource}}</td><td>{{baseline}}</td><td>{{with}}</td><td>{{added}}</td><td>{{percent}}</td></tr>
        {{/paper}}</table></div>
        <p class="soft">{{caveat}}</p>
        <h2>How this page was made</h2>
        <pre>{{#commands}}{{.}}
        {{/commands}}</pre>
        <table>{{#versions}}<tr><td class="text">{{name}}</td><td class="text">{{value}}</td></tr>{{/versions}}</table>
        </body>
        </html>

        """
}
