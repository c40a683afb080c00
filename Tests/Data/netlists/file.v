// The same for a small memory, which is LUT RAM with registers beside it; one of its reads has no user.
module file(input c, input we, en, input [4:0] wa, ra, rb, input [5:0] d, output reg [5:0] q);
  reg [5:0] m[0:31];
  wire [5:0] unused = m[rb];
  always @(posedge c) begin
    if (we) m[wa] <= d;
    if (en) q <= m[ra];
  end
endmodule
