`default_nettype none
module EntryCache (
  input  wire        clock, reset,
  input  wire [2:0]  progress_state,
  input  wire [1:0]  progress_operation,
  input  wire [63:0] progress_operand,
  input  wire [38:0] progress_returnPC,
  input  wire        progress_starts, progress_isQuiet,
  input  wire [7:0]  progress_arrivals, progress_departures,
  input  wire [2:0]  progress_listArrivals,
  input  wire        progress_isRestoring, progress_awaitsPlace, progress_fills, progress_isFromBuffer,
  input  wire [29:0] capability,
  input  wire        empties,
  input  wire [38:0] filling_pc,
  input  wire [20:0] filling_satp,
  input  wire [29:0] filling_capability, filling_list,
  output wire        isHit,
  output wire [38:0] entry_pc,
  output wire [20:0] entry_satp,
  output wire [29:0] entry_capability, entry_list
);
  localparam [1:0] XPCOperation_xcall = 2'd0, XPCOperation_xprefetch = 2'd3;
  localparam [2:0] SequencerState_idle = 3'd0;
  reg valid_0 = 1'b0, isStale = 1'b0;
  reg [53:0] tags_0 = 54'd0;
  reg [38:0] entries_0_pc = 39'd0;
  reg [20:0] entries_0_satp = 21'd0;
  reg [29:0] entries_0_capability = 30'd0, entries_0_list = 30'd0;

  wire [53:0] tag = {progress_operand[23:0], capability};
  wire entry_pc_condition = valid_0 && (tags_0 == tag);
  wire [119:0] entry_pc_bits = {entries_0_list, entries_0_capability, entries_0_satp, entries_0_pc}
      & {120{entry_pc_condition}};
  wire anyHit = entry_pc_condition;
  wire fills = progress_fills && !isStale && !empties && !anyHit;

  assign isHit = ((progress_operation == XPCOperation_xcall) || (progress_operation == XPCOperation_xprefetch))
      && anyHit
      && !empties;
  assign entry_pc = entry_pc_bits[38:0];
  assign entry_satp = entry_pc_bits[59:39];
  assign entry_capability = entry_pc_bits[89:60];
  assign entry_list = entry_pc_bits[119:90];

  always @(posedge clock)
    if (reset) valid_0 <= 1'b0;
    else begin
      if (fills) valid_0 <= 1'b1;
      if (empties) valid_0 <= 1'b0;
    end

  always @(posedge clock)
    if (fills) begin
      tags_0 <= tag;
      entries_0_pc <= filling_pc;
      entries_0_satp <= filling_satp;
      entries_0_capability <= filling_capability;
      entries_0_list <= filling_list;
    end

  always @(posedge clock)
    if (reset) isStale <= 1'b0;
    else if (empties) isStale <= 1'b1;
    else if (progress_state == SequencerState_idle) isStale <= 1'b0;

  wire unused = &{1'b0, progress_operand[63:24], progress_returnPC, progress_starts, progress_isQuiet,
      progress_arrivals, progress_departures, progress_listArrivals, progress_isRestoring, progress_awaitsPlace,
      progress_isFromBuffer};

`ifdef FORMAL
  reg [38:0] came_0_pc = 39'd0;
  reg [20:0] came_0_satp = 21'd0;
  reg [29:0] came_0_capability = 30'd0, came_0_list = 30'd0;
  reg [53:0] cameTags_0 = 54'd0;
  reg hasCome_0 = 1'b0, wasEmptied = 1'b1;

  always @(posedge clock)
    if (fills) begin
      came_0_pc <= filling_pc;
      came_0_satp <= filling_satp;
      came_0_capability <= filling_capability;
      came_0_list <= filling_list;
      cameTags_0 <= tag;
    end

  always @(posedge clock)
    if (reset) hasCome_0 <= 1'b0;
    else begin
      if (fills) hasCome_0 <= 1'b1;
      if (empties) hasCome_0 <= 1'b0;
    end

  always @(posedge clock)
    if (reset) wasEmptied <= 1'b1;
    else wasEmptied <= empties;

  always @(posedge clock)
    if (!reset) begin
      // P2 a hit gives what a prefetch read
      assert (!isHit
        || (hasCome_0
          && (cameTags_0 == tag)
          && ({came_0_list, came_0_capability, came_0_satp, came_0_pc}
            == {entry_list, entry_capability, entry_satp, entry_pc})));
      // R7.4 place 0 is filled in its turn
      assert (valid_0 == hasCome_0);
      // R7.4 place 0 holds what came in its turn
      assert (!valid_0
        || ((tags_0 == cameTags_0)
          && ({entries_0_list, entries_0_capability, entries_0_satp, entries_0_pc}
            == {came_0_list, came_0_capability, came_0_satp, came_0_pc})));
      // P12 nothing is left after emptying
      assert (!wasEmptied || !anyHit);
    end
`endif
endmodule
`default_nettype wire
