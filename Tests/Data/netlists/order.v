// A block RAM with two reads and an enable for each half, read before the same edge writes.
module order(input clk, re, input [1:0] we, input [8:0] wa, ra, rb, input [31:0] d, output reg [31:0] q, p);
  reg [31:0] memory [0:511];
  always @(posedge clk) begin
    if (we[0]) memory[wa][15:0] <= d[15:0];
    if (we[1]) memory[wa][31:16] <= d[31:16];
    if (re) q <= memory[ra];
    p <= memory[rb];
  end
endmodule
