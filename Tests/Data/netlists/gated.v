// The reset acts only while `step`: each bit has a gate of its own for it, as no other logic has more levels.
module gated(input clk, input step, input load, input [7:0] next, output reg [7:0] kept);
  always @(posedge clk) if (step) begin
    if (load) kept <= 0; else kept <= next;
  end
endmodule
