// A write enable for each part of a word, of which there is one; its bits are the same only when constants went through.
module part(input c, input en, input wm, input [0:0] mask, input [8:0] a, input [31:0] d, output [31:0] q);
  reg [31:0] m[0:511];
  reg [8:0] ra;
  integer i;
  always @(posedge c) begin
    if (en & ~wm) ra <= a;
    if (en & wm) for (i = 0; i < 1; i = i + 1) if (mask[i]) m[a][i * 32 +: 32] <= d[i * 32 +: 32];
  end
  assign q = m[ra];
endmodule
module mask(input c, input en, input wm, input [8:0] a, input [31:0] d, output [31:0] q);
  part p(c, en, wm, 1'b1, a, d, q);
endmodule
