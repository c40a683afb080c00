// The product is as wide as both operands, of which one is short.
module product(input signed [1:0] x, input signed [64:0] y, output signed [66:0] p);
  assign p = x * y;
endmodule
