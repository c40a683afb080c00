// A state machine: its states are coded anew, one register each.
module machine(input c, input rst, input go, stop, skip, output busy, done, output reg [3:0] n);
  reg [2:0] s;
  always @(posedge c)
    if (rst) begin s <= 0; n <= 0; end
    else case (s)
      0: if (go) s <= skip ? 3 : 1;
      1: begin n <= n + 1; if (stop) s <= 2; end
      2: s <= 3;
      3: if (!go) s <= 4;
      4: s <= 0;
    endcase
  assign busy = s == 1 || s == 2;
  assign done = s == 4;
endmodule
