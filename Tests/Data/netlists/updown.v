// A counter up and down: one adder where the flow makes one of adders between which a multiplexer chooses.
module updown(input clk, up, down, output reg [4:0] count);
  always @(posedge clk) if (up | down) count <= up ? count + 5'd1 : count - 5'd1;
endmodule
