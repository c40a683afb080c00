`default_nettype none

module EntryCheck (
  input  wire        clock,
  input  wire [2:0]  progress_state,
  input  wire [1:0]  progress_operation,
  input  wire [63:0] progress_operand,
  input  wire [38:0] progress_returnPC,
  input  wire        progress_starts,
  input  wire        progress_isQuiet,
  input  wire [7:0]  progress_arrivals,
  input  wire [7:0]  progress_departures,
  input  wire [2:0]  progress_listArrivals,
  input  wire        progress_isRestoring,
  input  wire        progress_awaitsPlace,
  input  wire        progress_fills,
  input  wire        progress_isFromBuffer,
  input  wire [63:0] words_0,
  input  wire [63:0] words_1,
  input  wire [63:0] words_2,
  input  wire [63:0] words_3,
  input  wire [63:0] words_4,
  input  wire [63:0] words_5,
  input  wire [63:0] words_6,
  input  wire [63:0] words_7,
  input  wire [63:0] listWords_0,
  input  wire [63:0] listWords_1,
  input  wire [63:0] listWords_2,
  input  wire [34:0] staged_virtual,
  input  wire [28:0] staged_physical,
  input  wire [1:0]  staged_permission,
  input  wire [28:0] staged_length,
  input  wire        endsBeyond,
  output wire        isMalformedWord,
  output wire        isMalformedEntry
);
  localparam [1:0] XPCOperation_xcall     = 2'd0;
  localparam [1:0] XPCOperation_xprefetch = 2'd3;
  localparam [2:0] SequencerState_idle    = 3'd0;

  reg isOdd = 1'b0;

  wire isMalformedWord_condition = progress_arrivals[4]
      && ((|words_4[63:32]) || (((|words_4[5:4]) || (words_4[2] && words_4[3])) && (words_4[5:0] != 6'd12)));
  wire isMalformedWord_condition_2 = (progress_arrivals[0] && (words_0 != 64'd1))
      || (progress_arrivals[1] && ((words_1[63:60] != 4'd8) || (|words_1[43:20]) || (|words_1[59:44])))
      || (progress_arrivals[2] && (words_2[0] || ((|words_2[63:38]) && !(&words_2[63:38]))));

  assign isMalformedWord = (((progress_operation == XPCOperation_xcall)
          || (progress_operation == XPCOperation_xprefetch))
        && (isMalformedWord_condition_2
          || (progress_arrivals[3] && ((|words_3[63:32]) || ((|words_3[5:4]) && (words_3[5:0] != 6'd15))))
          || isMalformedWord_condition))
      || (progress_listArrivals[2] && ((|listWords_2[63:32]) || (|listWords_2[2:0])));
  assign isMalformedEntry = (|staged_length) && (isOdd || endsBeyond || (staged_permission == 2'd0));

  always @(posedge clock) begin
    if ((progress_listArrivals[0] && ((|listWords_0[63:38]) || (|listWords_0[2:0])))
        || (progress_listArrivals[1] && (|listWords_1[63:32]))) isOdd <= 1'b1;
    if (progress_state == SequencerState_idle) isOdd <= 1'b0;
  end

  wire unused_progress_operand = &{1'b0, progress_operand};
  wire unused_progress_returnPC = &{1'b0, progress_returnPC};
  wire unused_progress_starts = &{1'b0, progress_starts};
  wire unused_progress_isQuiet = &{1'b0, progress_isQuiet};
  wire unused_progress_arrivals = &{1'b0, progress_arrivals[7:5]};
  wire unused_progress_departures = &{1'b0, progress_departures};
  wire unused_progress_isRestoring = &{1'b0, progress_isRestoring};
  wire unused_progress_awaitsPlace = &{1'b0, progress_awaitsPlace};
  wire unused_progress_fills = &{1'b0, progress_fills};
  wire unused_progress_isFromBuffer = &{1'b0, progress_isFromBuffer};
  wire unused_words_1 = &{1'b0, words_1[19:0]};
  wire unused_words_2 = &{1'b0, words_2[37:1]};
  wire unused_words_3 = &{1'b0, words_3[31:6]};
  wire unused_words_4 = &{1'b0, words_4[31:6]};
  wire unused_words_5 = &{1'b0, words_5};
  wire unused_words_6 = &{1'b0, words_6};
  wire unused_words_7 = &{1'b0, words_7};
  wire unused_listWords_0 = &{1'b0, listWords_0[37:3]};
  wire unused_listWords_1 = &{1'b0, listWords_1[31:0]};
  wire unused_listWords_2 = &{1'b0, listWords_2[31:3]};
  wire unused_staged_virtual = &{1'b0, staged_virtual};
  wire unused_staged_physical = &{1'b0, staged_physical};
endmodule

`default_nettype wire
