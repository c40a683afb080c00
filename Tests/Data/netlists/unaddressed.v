// Rows of registers with an address that stay registers.
module two(input c, input e, input d, input [3:0] a, b, output p, q);
  reg [15:0] r;
  always @(posedge c) if (e) r <= {r, d};
  assign q = r[a], p = r[b];
endmodule
module tap(input c, input e, input d, input [3:0] a, output p, q);
  reg [15:0] r;
  always @(posedge c) if (e) r <= {r, d};
  assign q = r[a], p = r[15];
endmodule
module reset(input c, input n, input d, input [3:0] a, output q);
  reg [15:0] r;
  always @(posedge c) if (n) r <= 0; else r <= {r, d};
  assign q = r[a];
endmodule
module reversed(input c, input e, input d, input [3:0] a, output q);
  reg [15:0] r;
  always @(posedge c) if (e) r <= {d, r[15:1]};
  assign q = r[a];
endmodule
module words(input c, input e, input [1:0] d, input [2:0] a, output [1:0] q);
  reg [15:0] r;
  always @(posedge c) if (e) r <= {r, d};
  assign q = r[a * 2 +: 2];
endmodule
module short(input c, input e, input d, input a, output q);
  reg [1:0] r;
  always @(posedge c) if (e) r <= {r, d};
  assign q = r[a];
endmodule
module unaddressed(input c, input e, n, input [6:0] d, input [3:0] a, b, output [8:0] q);
  two r0(c, e, d[0], a, b, q[0], q[1]);
  tap r1(c, e, d[1], a, q[2], q[3]);
  reset r2(c, n, d[2], a, q[4]);
  reversed r3(c, e, d[3], a, q[5]);
  words r4(c, e, d[5:4], a[2:0], q[7:6]);
  short r5(c, e, d[6], a[0], q[8]);
endmodule
