// Two memories that are written alike: the enable of each bit is one cell for both.
module ram(input c, input w, input [4:0] wa, ra, input [31:0] d, output [31:0] q);
  reg [31:0] m[0:31];
  always @(posedge c) if (w) m[wa] <= d;
  assign q = m[ra];
endmodule
// Two choices by the same address.
module pick(input [1:0] a, input [3:0] d, output reg q);
  always @* case (a) 0: q = d[0]; 1: q = d[1]; 2: q = d[2]; default: q = d[3]; endcase
endmodule
module twins(input c, input w, input [4:0] wa, ra, rb, input [31:0] d, input [3:0] x, y, output [31:0] q, r, output [1:0] p);
  ram a(c, w, wa, ra, d, q);
  ram b(c, w, wa, rb, d, r);
  pick e(wa[1:0], x, p[0]);
  pick f(wa[1:0], y, p[1]);
endmodule
