// The register holds the address: what is written at the same clock edge must be read, so that it goes past the block RAM.
module past(input c, input we, en, input [9:0] wa, a, input [31:0] d, output [31:0] q);
  reg [31:0] m[0:1023];
  reg [9:0] ra;
  always @(posedge c) begin
    if (we) m[wa] <= d;
    if (en) ra <= a;
  end
  assign q = m[ra];
endmodule
