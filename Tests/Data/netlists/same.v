// One port that writes and reads: the cells do it.
module same(input c, input we, input [9:0] a, input [31:0] d, output [31:0] q);
  reg [31:0] m[0:1023];
  reg [9:0] ra;
  always @(posedge c) begin
    if (we) m[a] <= d;
    ra <= a;
  end
  assign q = m[ra];
endmodule
