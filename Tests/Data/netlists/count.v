// An adder is one of the choices; what is not chosen holds.
module count(input c, input [3:0] state, input go, stop, input [15:0] a, b, output reg [15:0] q);
  always @(posedge c)
    case (state)
      4'd1: q <= 0;
      4'd2: if (go) q <= q + 1;
      4'd3: if (stop) q <= b;
      4'd12: q <= a ^ b;
    endcase
endmodule
