// Bits that a reset sets and a mask keeps: they hold, but the word does not.
module masked(input clk, rst, we, input [7:0] d, output reg [7:0] q);
  always @(posedge clk)
    if (rst) q <= 8'h35;
    else if (we) q <= d & 8'h0f | q & 8'hf0;
endmodule
