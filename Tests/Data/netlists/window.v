// Comparisons with words of which some bits are constant only when they are looked at one by one: the bits are grouped as if they were not.
module window(input [55:0] a, input [31:0] b, input [1:0] c, output y, output z);
  wire [31:0] low = c == 1 ? 32'hffe00000 : 32'hc0000000;
  wire [31:0] mask = c == 2 || c == 3 ? 32'hfffff000 : low;
  wire [55:0] first = a & {24'd0, mask};
  wire [31:0] second = b & mask;
  assign y = first < {24'd0, second};
  assign z = ~(a < {24'd0, b});
endmodule
