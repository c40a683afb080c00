// A register that something else reads too ends a shift register; a reset keeps all of them registers.
module tapped(input c, rst, d, output t, q, z);
  reg [7:0] r;
  reg [4:0] s;
  always @(posedge c) begin
    r <= {r, d};
    if (rst) s <= 0; else s <= {s, d};
  end
  assign t = r[3];
  assign q = r[7];
  assign z = s[4];
endmodule
