// The second port never writes, which its register shows; the first one reads and writes at one address.
module never(input c, input r, input we, input [5:0] a, input [31:0] d, output reg [31:0] q);
  reg [31:0] m[0:63];
  reg also;
  always @(posedge c) begin
    if (r) also <= 0; else also <= 0;
    if (we) begin
      m[a] <= d;
      q <= d;
    end else q <= m[a];
  end
  always @(posedge c) if (also) m[~a] <= ~d;
endmodule
