// A block RAM whose ports are never at the same word: the lowest bits of their addresses differ by three.
module apart(input clk, we, input [5:0] wa, ra, input [7:0] d, output reg [7:0] q);
  reg [7:0] memory [0:511];
  reg [2:0] count;
  wire [2:0] other = count - 3'd3;
  always @(posedge clk) begin
    count <= count + 3'd1;
    if (we) memory[{wa, other}] <= d;
    q <= memory[{ra, count}];
  end
endmodule
