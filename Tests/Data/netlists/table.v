// Reads with an enable and a reset go into the memory's port; the register stands in another module than the memory.
module words(input c, input we, input [9:0] wa, ra, input [31:0] d, output [31:0] q);
  reg [31:0] m[0:1023];
  always @(posedge c) if (we) m[wa] <= d;
  assign q = m[ra];
endmodule
module table_(input c, input rst, input we, en, input [9:0] wa, ra, input [31:0] d, output reg [31:0] q);
  wire [31:0] r;
  words words(.c(c), .we(we), .wa(wa), .ra(ra), .d(d), .q(r));
  always @(posedge c) if (rst) q <= 0; else if (en) q <= r;
endmodule
