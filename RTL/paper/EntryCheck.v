`default_nettype none
module EntryCheck (
  input  wire        clock,
  input  wire [2:0]  progress_state,
  input  wire [1:0]  progress_operation,
  input  wire [63:0] progress_operand,
  input  wire [38:0] progress_returnPC,
  input  wire        progress_starts, progress_isQuiet,
  input  wire [7:0]  progress_arrivals, progress_departures,
  input  wire [2:0]  progress_listArrivals,
  input  wire        progress_isRestoring, progress_awaitsPlace, progress_fills, progress_isFromBuffer,
  input  wire [63:0] words_0, words_1, words_2, words_3, words_4, words_5, words_6, words_7, listWords_0, listWords_1,
  input  wire [63:0] listWords_2,
  input  wire [34:0] staged_virtual,
  input  wire [28:0] staged_physical,
  input  wire [1:0]  staged_permission,
  input  wire [28:0] staged_length,
  input  wire        endsBeyond,
  output wire        isMalformedWord, isMalformedEntry
);
  localparam [1:0] XPCOperation_xcall = 2'd0, XPCOperation_xprefetch = 2'd3;
  localparam [2:0] SequencerState_idle = 3'd0;
  reg isOdd = 1'b0;

  wire isMalformedWord_condition = (progress_arrivals[0] && (words_0 != 64'd1))
      || (progress_arrivals[1] && ((words_1[63:60] != 4'd8) || (|words_1[43:20]) || (|words_1[59:44])))
      || (progress_arrivals[2] && (words_2[0] || ((|words_2[63:38]) && !(&words_2[63:38]))));
  wire isMalformedWord_condition_2 = isMalformedWord_condition
      || (progress_arrivals[3] && ((|words_3[63:32]) || ((|words_3[5:4]) && (words_3[5:0] != 6'd15))))
      || (progress_arrivals[4]
        && ((|words_4[63:32]) || (((|words_4[5:4]) || (words_4[2] && words_4[3])) && (words_4[5:0] != 6'd12))));

  assign isMalformedWord = (((progress_operation == XPCOperation_xcall)
          || (progress_operation == XPCOperation_xprefetch))
        && isMalformedWord_condition_2)
      || (progress_listArrivals[2] && ((|listWords_2[63:32]) || (|listWords_2[2:0])));
  assign isMalformedEntry = (|staged_length) && (isOdd || endsBeyond || (staged_permission == 2'd0));

  always @(posedge clock) begin
    if ((progress_listArrivals[0] && ((|listWords_0[63:38]) || (|listWords_0[2:0])))
        || (progress_listArrivals[1] && (|listWords_1[63:32]))) isOdd <= 1'b1;
    if (progress_state == SequencerState_idle) isOdd <= 1'b0;
  end

  wire unused = &{1'b0, progress_operand, progress_returnPC, progress_starts, progress_isQuiet,
      progress_arrivals[7:5], progress_departures, progress_isRestoring, progress_awaitsPlace, progress_fills,
      progress_isFromBuffer, words_1[19:0], words_2[37:1], words_3[31:6], words_4[31:6], words_5, words_6, words_7,
      listWords_0[37:3], listWords_1[31:0], listWords_2[31:3], staged_virtual, staged_physical};
endmodule
`default_nettype wire
