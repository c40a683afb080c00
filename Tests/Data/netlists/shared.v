// As `gated`, beside logic of two levels: one gate serves all bits.
module shared(input clk, input step, input load, input [7:0] next, input [19:0] wide, output reg [7:0] kept, output odd);
  always @(posedge clk) if (step) begin
    if (load) kept <= 0; else kept <= next;
  end
  assign odd = ^wide;
endmodule
