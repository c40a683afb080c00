// Rows of registers that are read at an address; what the lengths and forms are.
module row #(parameter N = 3, W = 2) (input c, input e, input d, input [W-1:0] a, output q);
  reg [N-1:0] r;
  always @(posedge c) if (e) r <= {r, d};
  assign q = r[a];
endmodule
// A choice of all values.
module choice(input c, input d, input [2:0] a, output reg q);
  reg [7:0] r;
  always @(posedge c) r <= {r, d};
  always @* case (a) 0: q = r[0]; 1: q = r[1]; 2: q = r[2]; 3: q = r[3]; 4: q = r[4]; 5: q = r[5]; 6: q = r[6]; 7: q = r[7]; endcase
endmodule
// What comes before the row.
module late(input c, input d, input [2:0] a, output q);
  reg [11:0] r;
  wire [7:0] w = r[11:4];
  always @(posedge c) r <= {r, d};
  assign q = w[a];
endmodule
module address(input c, input e, input [11:0] d, input [7:0] a, output [11:0] q);
  row #(3, 2) r0(c, e, d[0], a[1:0], q[0]);
  row #(16, 4) r1(c, 1'b1, d[1], a[3:0], q[1]);
  row #(17, 5) r2(c, e, d[2], a[4:0], q[2]);
  row #(32, 5) r3(c, e, d[3], a[4:0], q[3]);
  row #(48, 6) r4(c, e, d[4], a[5:0], q[4]);
  row #(65, 7) r5(c, e, d[5], a[6:0], q[5]);
  row #(128, 7) r6(c, 1'b1, d[6], a[6:0], q[6]);
  row #(129, 8) r7(c, e, d[7], a, q[7]);
  row #(200, 8) r8(c, e, d[8], a, q[8]);
  row #(32, 5) r9(c, e, d[9], {1'b0, a[3:0]}, q[9]);
  choice r10(c, d[10], a[2:0], q[10]);
  late r11(c, d[11], a[2:0], q[11]);
endmodule
