// Bits that are only reset, and else hold.
module held(input clk, rst, we, input [3:0] d, output reg [7:0] q);
  always @(posedge clk)
    if (rst) q <= 8'h35;
    else if (we) q <= {q[7:4], d};
endmodule
