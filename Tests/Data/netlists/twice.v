// The same sum written twice, and a remainder of a power of two.
module twice(input [15:0] a, b, input s, output [15:0] x, y, output [15:0] z);
  assign x = a + b;
  assign y = s ? a + b : 16'd7;
  assign z = b % 32;
endmodule
