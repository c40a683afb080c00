// The same with an enable for each byte.
module bytes(input c, input [3:0] we, input [9:0] wa, a, input [31:0] d, output [31:0] q);
  reg [31:0] m[0:1023];
  reg [9:0] ra;
  integer i;
  always @(posedge c) begin
    for (i = 0; i < 4; i = i + 1) if (we[i]) m[wa][i*8+:8] <= d[i*8+:8];
    ra <= a;
  end
  assign q = m[ra];
endmodule
