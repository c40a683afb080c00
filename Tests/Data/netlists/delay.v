// Shift registers of many lengths: 2 stays in registers; of 17 and 33 the last one is a register.
module line #(parameter N = 3) (input c, input e, input d, output q);
  reg [N-1:0] r;
  always @(posedge c) if (e) r <= {r, d};
  assign q = r[N-1];
endmodule
module delay(input c, input e, input [9:0] d, output [9:0] q);
  line #(2) a(c, 1'b1, d[0], q[0]);
  line #(3) b(c, 1'b1, d[1], q[1]);
  line #(16) f(c, e, d[2], q[2]);
  line #(17) g(c, e, d[3], q[3]);
  line #(32) h(c, 1'b1, d[4], q[4]);
  line #(33) i(c, 1'b1, d[5], q[5]);
  line #(49) j(c, e, d[6], q[6]);
  line #(96) k(c, e, d[7], q[7]);
  line #(128) l(c, 1'b1, d[8], q[8]);
  line #(140) m(c, 1'b1, d[9], q[9]);
endmodule
