// In some cases of a `case` the register holds: the reference makes an enable of them, deep in the multiplexers.
module hold(input c, input rst, input [2:0] op, input [7:0] a, b, output reg [7:0] q);
  always @(posedge c)
    if (rst) q <= 0;
    else case (op)
      3'd0: q <= a;
      3'd1: q <= b;
      3'd2: q <= a ^ b;
      3'd5: q <= q;
      3'd6: if (b[0]) q <= ~a;
      default: ;
    endcase
endmodule
