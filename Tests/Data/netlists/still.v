// Three bits of each four of `carries` only ever take zeros, or hold: the other one is a carry that comes in.
module still(input clk, input load, input step, input [15:0] addend, output reg [15:0] sums);
  reg [15:0] carries;
  reg [15:0] nextSums, nextCarries;
  integer place;
  always @* begin
    nextCarries = 0;
    for (place = 0; place < 16; place = place + 4)
      {nextCarries[place + 3], nextSums[place +: 4]} = sums[place +: 4] + carries[place +: 4] + addend[place +: 4];
  end
  always @(posedge clk)
    if (load) begin
      sums <= 0;
      carries <= 0;
    end else if (step) begin
      sums <= nextSums;
      carries <= nextCarries << 1;
    end
endmodule
