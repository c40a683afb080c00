// Shifts of which the reference makes one, and such as stay two: by module.
module either(input s, input [15:0] a, c, input [3:0] b, d, output [15:0] y);
  assign y = s ? a >> b : c >> d;
endmodule
module left(input s, input [15:0] a, c, input [3:0] b, d, output [15:0] y);
  assign y = s ? a << b : c << d;
endmodule
module signs(input s, input signed [15:0] a, input [15:0] c, input [3:0] b, d, output [15:0] y);
  wire [15:0] x = a >>> b, w = c >>> d;
  assign y = s ? x : w;
endmodule
module uneven(input s, input [15:0] a, input [10:0] c, input [3:0] b, input [2:0] d, output [15:0] y);
  assign y = s ? a >> b : c >> d;
endmodule
module three(input [1:0] s, input [15:0] a, c, e, input [3:0] b, d, f, output [15:0] y);
  assign y = s == 0 ? a >> b : s == 1 ? c >> d : s == 2 ? e >> f : a;
endmodule
module decoded(input [3:0] s, input [15:0] a, c, input [3:0] b, d, output [15:0] y, z);
  assign y = s == 3 ? a >> b : a;
  assign z = s == 7 ? c >> d : c;
endmodule
module logical(input [3:0] s, input t, input [15:0] a, c, input [3:0] b, d, output [15:0] y, z);
  assign y = s[0] & s[1] | t ? a >> b : a;
  assign z = !t & (s[0] ^ s[1]) & s[3] ? c >> d : c;
endmodule
module behind(input s, t, input [15:0] a, c, input [3:0] b, d, output [15:0] y);
  wire [15:0] x = a >> b, w = c >> d;
  assign y = s ? (t ? x + 5 : a) : (w ^ a);
endmodule
module cases(input [5:0] s, input [15:0] a, c, input [3:0] b, d, output reg [15:0] y);
  always @* case (s) 1: y = a >> b; 13: y = c >> d; 45: y = c ^ a; default: y = a; endcase
endmodule
module dense(input [2:0] s, input [15:0] a, c, e, input [3:0] b, d, f, output reg [15:0] y);
  always @* case (s) 1: y = a >> b; 3: y = c >> d; 5: y = e >> f; default: y = a; endcase
endmodule
module apart(input s, t, input [15:0] a, c, input [3:0] b, d, output [15:0] y, z);
  assign y = s ? a >> b : a;
  assign z = t ? c >> d : c;
endmodule
module gates(input s, input [15:0] a, c, input [3:0] b, d, output [15:0] y);
  assign y = {16{s}} & (a >> b) | {16{!s}} & (c >> d);
endmodule
module itself(input s, input [15:0] a, c, input [3:0] b, d, output [15:0] y);
  wire [15:0] x = a >> b;
  assign y = s ? x : x[3] ? c : c >> d;
endmodule
module chained(input s, input [15:0] a, c, input [3:0] b, d, output [15:0] y);
  wire [15:0] x = a >> b;
  assign y = s ? x : (x ^ c) >> d;
endmodule
module enabled(input clk, s, input [15:0] a, c, input [3:0] b, d, output reg [15:0] y, z);
  always @(posedge clk) if (s) y <= a >> b; else z <= c >> d;
endmodule
module kinds(input s, input [15:0] a, c, input [3:0] b, d, output [15:0] y);
  assign y = s ? a >> b : c << d;
endmodule
module narrow(input s, input [6:0] a, c, input [2:0] b, d, output [6:0] y);
  assign y = s ? a >> b : c >> d;
endmodule
module widths(input s, input [15:0] a, input [5:0] c, input [3:0] b, d, output [15:0] y);
  assign y = s ? a >> b : {c, 1'b1} >> d;
endmodule
