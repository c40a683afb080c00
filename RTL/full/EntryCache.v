`default_nettype none
module EntryCache (
  input  wire        clock, reset,
  input  wire [2:0]  progress_state,
  input  wire [1:0]  progress_operation,
  input  wire [63:0] progress_operand,
  input  wire [38:0] progress_returnPC,
  input  wire        progress_starts, progress_isQuiet,
  input  wire [7:0]  progress_arrivals, progress_departures,
  input  wire [2:0]  progress_listArrivals,
  input  wire        progress_isRestoring, progress_awaitsPlace, progress_fills, progress_isFromBuffer,
  input  wire [27:0] capability,
  input  wire        empties,
  input  wire [38:0] filling_pc,
  input  wire [28:0] filling_satp,
  input  wire [27:0] filling_capability,
  input  wire [37:0] filling_list,
  output wire        isHit,
  output wire [38:0] entry_pc,
  output wire [28:0] entry_satp,
  output wire [27:0] entry_capability,
  output wire [37:0] entry_list
);
  localparam [1:0] XPCOperation_xcall = 2'd0, XPCOperation_xprefetch = 2'd3;
  localparam [2:0] SequencerState_idle = 3'd0;
  reg valid_0 = 1'b0, valid_1 = 1'b0, valid_2 = 1'b0, valid_3 = 1'b0, isStale = 1'b0;
  reg [51:0] tags_0 = 52'd0, tags_1 = 52'd0, tags_2 = 52'd0, tags_3 = 52'd0;
  reg [38:0] entries_0_pc = 39'd0, entries_1_pc = 39'd0, entries_2_pc = 39'd0, entries_3_pc = 39'd0;
  reg [28:0] entries_0_satp = 29'd0, entries_1_satp = 29'd0, entries_2_satp = 29'd0, entries_3_satp = 29'd0;
  reg [27:0] entries_0_capability = 28'd0, entries_1_capability = 28'd0, entries_2_capability = 28'd0;
  reg [27:0] entries_3_capability = 28'd0;
  reg [37:0] entries_0_list = 38'd0, entries_1_list = 38'd0, entries_2_list = 38'd0, entries_3_list = 38'd0;
  reg [1:0] state = 2'd0;

  wire [51:0] tag = {progress_operand[23:0], capability};
  wire entry_pc_condition = valid_0 && (tags_0 == tag);
  wire entry_pc_condition_2 = valid_1 && (tags_1 == tag);
  wire entry_pc_condition_3 = valid_2 && (tags_2 == tag);
  wire entry_pc_condition_4 = valid_3 && (tags_3 == tag);
  wire [133:0] entry_pc_bits = ({entries_0_list, entries_0_capability, entries_0_satp, entries_0_pc}
        & {134{entry_pc_condition}})
      | ({entries_1_list, entries_1_capability, entries_1_satp, entries_1_pc} & {134{entry_pc_condition_2}})
      | ({entries_2_list, entries_2_capability, entries_2_satp, entries_2_pc} & {134{entry_pc_condition_3}});
  wire [133:0] entry_pc_bits_2 = entry_pc_bits
      | ({entries_3_list, entries_3_capability, entries_3_satp, entries_3_pc} & {134{entry_pc_condition_4}});
  wire anyHit = entry_pc_condition || entry_pc_condition_2 || entry_pc_condition_3 || entry_pc_condition_4;
  wire fills = progress_fills && !isStale && !empties && !anyHit;
  wire valid_0_enable = fills && (state == 2'd0);
  wire valid_1_enable = fills && (state == 2'd1);
  wire valid_2_enable = fills && (state == 2'd2);
  wire valid_3_enable = fills && (state == 2'd3);

  assign isHit = ((progress_operation == XPCOperation_xcall) || (progress_operation == XPCOperation_xprefetch))
      && anyHit
      && !empties;
  assign entry_pc = entry_pc_bits_2[38:0];
  assign entry_satp = entry_pc_bits_2[67:39];
  assign entry_capability = entry_pc_bits_2[95:68];
  assign entry_list = entry_pc_bits_2[133:96];

  always @(posedge clock)
    if (reset) valid_0 <= 1'b0;
    else begin
      if (valid_0_enable) valid_0 <= 1'b1;
      if (empties) valid_0 <= 1'b0;
    end

  always @(posedge clock)
    if (reset) valid_1 <= 1'b0;
    else begin
      if (valid_1_enable) valid_1 <= 1'b1;
      if (empties) valid_1 <= 1'b0;
    end

  always @(posedge clock)
    if (reset) valid_2 <= 1'b0;
    else begin
      if (valid_2_enable) valid_2 <= 1'b1;
      if (empties) valid_2 <= 1'b0;
    end

  always @(posedge clock)
    if (reset) valid_3 <= 1'b0;
    else begin
      if (valid_3_enable) valid_3 <= 1'b1;
      if (empties) valid_3 <= 1'b0;
    end

  always @(posedge clock)
    if (valid_0_enable) begin
      tags_0 <= tag;
      entries_0_pc <= filling_pc;
      entries_0_satp <= filling_satp;
      entries_0_capability <= filling_capability;
      entries_0_list <= filling_list;
    end

  always @(posedge clock)
    if (valid_1_enable) begin
      tags_1 <= tag;
      entries_1_pc <= filling_pc;
      entries_1_satp <= filling_satp;
      entries_1_capability <= filling_capability;
      entries_1_list <= filling_list;
    end

  always @(posedge clock)
    if (valid_2_enable) begin
      tags_2 <= tag;
      entries_2_pc <= filling_pc;
      entries_2_satp <= filling_satp;
      entries_2_capability <= filling_capability;
      entries_2_list <= filling_list;
    end

  always @(posedge clock)
    if (valid_3_enable) begin
      tags_3 <= tag;
      entries_3_pc <= filling_pc;
      entries_3_satp <= filling_satp;
      entries_3_capability <= filling_capability;
      entries_3_list <= filling_list;
    end

  always @(posedge clock)
    if (reset) isStale <= 1'b0;
    else if (empties) isStale <= 1'b1;
    else if (progress_state == SequencerState_idle) isStale <= 1'b0;

  always @(posedge clock)
    if (reset) state <= 2'd0;
    else begin
      if (fills) state <= state + 2'd1;
      if (empties) state <= 2'd0;
    end

  wire unused = &{1'b0, progress_operand[63:24], progress_returnPC, progress_starts, progress_isQuiet,
      progress_arrivals, progress_departures, progress_listArrivals, progress_isRestoring, progress_awaitsPlace,
      progress_isFromBuffer};

`ifdef FORMAL
  reg [38:0] came_0_pc = 39'd0, came_1_pc = 39'd0, came_2_pc = 39'd0, came_3_pc = 39'd0;
  reg [28:0] came_0_satp = 29'd0, came_1_satp = 29'd0, came_2_satp = 29'd0, came_3_satp = 29'd0;
  reg [27:0] came_0_capability = 28'd0, came_1_capability = 28'd0, came_2_capability = 28'd0, came_3_capability = 28'd0;
  reg [37:0] came_0_list = 38'd0, came_1_list = 38'd0, came_2_list = 38'd0, came_3_list = 38'd0;
  reg [51:0] cameTags_0 = 52'd0, cameTags_1 = 52'd0, cameTags_2 = 52'd0, cameTags_3 = 52'd0;
  reg hasCome_0 = 1'b0, hasCome_1 = 1'b0, hasCome_2 = 1'b0, hasCome_3 = 1'b0, wasEmptied = 1'b1;

  wire check_condition = hasCome_0
      && (cameTags_0 == tag)
      && ({came_0_list, came_0_capability, came_0_satp, came_0_pc}
        == {entry_list, entry_capability, entry_satp, entry_pc});
  wire check_condition_2 = check_condition
      || (hasCome_1
        && (cameTags_1 == tag)
        && ({came_1_list, came_1_capability, came_1_satp, came_1_pc}
          == {entry_list, entry_capability, entry_satp, entry_pc}));
  wire check_condition_3 = check_condition_2
      || (hasCome_2
        && (cameTags_2 == tag)
        && ({came_2_list, came_2_capability, came_2_satp, came_2_pc}
          == {entry_list, entry_capability, entry_satp, entry_pc}));
  wire [1:0] check_difference = state - 2'd1;
  wire [1:0] check_difference_2 = state - 2'd1;
  wire [1:0] check_difference_3 = state - 2'd1;
  wire [133:0] check_choice =
    check_difference_3[1] ?
        (check_difference_3[0] ? {came_3_list, came_3_capability, came_3_satp, came_3_pc} :
          {came_2_list, came_2_capability, came_2_satp, came_2_pc}) :
    check_difference_3[0] ? {came_1_list, came_1_capability, came_1_satp, came_1_pc} :
    {came_0_list, came_0_capability, came_0_satp, came_0_pc};
  wire [1:0] check_difference_4 = state - 2'd2;
  wire [1:0] check_difference_5 = state - 2'd2;
  wire [1:0] check_difference_6 = state - 2'd2;
  wire [133:0] check_choice_2 =
    check_difference_6[1] ?
        (check_difference_6[0] ? {came_3_list, came_3_capability, came_3_satp, came_3_pc} :
          {came_2_list, came_2_capability, came_2_satp, came_2_pc}) :
    check_difference_6[0] ? {came_1_list, came_1_capability, came_1_satp, came_1_pc} :
    {came_0_list, came_0_capability, came_0_satp, came_0_pc};
  wire [1:0] check_difference_7 = state - 2'd3;
  wire [1:0] check_difference_8 = state - 2'd3;
  wire [1:0] check_difference_9 = state - 2'd3;
  wire [133:0] check_choice_3 =
    check_difference_9[1] ?
        (check_difference_9[0] ? {came_3_list, came_3_capability, came_3_satp, came_3_pc} :
          {came_2_list, came_2_capability, came_2_satp, came_2_pc}) :
    check_difference_9[0] ? {came_1_list, came_1_capability, came_1_satp, came_1_pc} :
    {came_0_list, came_0_capability, came_0_satp, came_0_pc};
  wire [1:0] check_difference_10 = state;
  wire [1:0] check_difference_11 = state;
  wire [1:0] check_difference_12 = state;
  wire [133:0] check_choice_4 =
    check_difference_12[1] ?
        (check_difference_12[0] ? {came_3_list, came_3_capability, came_3_satp, came_3_pc} :
          {came_2_list, came_2_capability, came_2_satp, came_2_pc}) :
    check_difference_12[0] ? {came_1_list, came_1_capability, came_1_satp, came_1_pc} :
    {came_0_list, came_0_capability, came_0_satp, came_0_pc};

  always @(posedge clock)
    if (fills) begin
      came_0_pc <= filling_pc;
      came_0_satp <= filling_satp;
      came_0_capability <= filling_capability;
      came_0_list <= filling_list;
      came_1_pc <= came_0_pc;
      came_1_satp <= came_0_satp;
      came_1_capability <= came_0_capability;
      came_1_list <= came_0_list;
      came_2_pc <= came_1_pc;
      came_2_satp <= came_1_satp;
      came_2_capability <= came_1_capability;
      came_2_list <= came_1_list;
      came_3_pc <= came_2_pc;
      came_3_satp <= came_2_satp;
      came_3_capability <= came_2_capability;
      came_3_list <= came_2_list;
    end

  always @(posedge clock)
    if (fills) begin
      cameTags_0 <= tag;
      cameTags_1 <= cameTags_0;
      cameTags_2 <= cameTags_1;
      cameTags_3 <= cameTags_2;
    end

  always @(posedge clock)
    if (reset) begin hasCome_0 <= 1'b0; hasCome_1 <= 1'b0; hasCome_2 <= 1'b0; hasCome_3 <= 1'b0; end
    else begin
      if (fills) begin hasCome_0 <= 1'b1; hasCome_1 <= hasCome_0; hasCome_2 <= hasCome_1; hasCome_3 <= hasCome_2; end
      if (empties) begin hasCome_0 <= 1'b0; hasCome_1 <= 1'b0; hasCome_2 <= 1'b0; hasCome_3 <= 1'b0; end
    end

  always @(posedge clock)
    if (reset) wasEmptied <= 1'b1;
    else wasEmptied <= empties;

  always @(posedge clock)
    if (!reset) begin
      // P2 a hit gives what a prefetch read
      assert (!isHit
        || check_condition_3
        || (hasCome_3
          && (cameTags_3 == tag)
          && ({came_3_list, came_3_capability, came_3_satp, came_3_pc}
            == {entry_list, entry_capability, entry_satp, entry_pc})));
      // R7.4 place 0 is filled in its turn
      assert (valid_0
        == (check_difference[1] ? (check_difference[0] ? hasCome_3 : hasCome_2) :
          check_difference[0] ? hasCome_1 :
          hasCome_0));
      // R7.4 place 0 holds what came in its turn
      assert (!valid_0
        || ((tags_0
            == (check_difference_2[1] ? (check_difference_2[0] ? cameTags_3 : cameTags_2) :
              check_difference_2[0] ? cameTags_1 :
              cameTags_0))
          && ({entries_0_list, entries_0_capability, entries_0_satp, entries_0_pc} == check_choice)));
      // R7.4 place 1 is filled in its turn
      assert (valid_1
        == (check_difference_4[1] ? (check_difference_4[0] ? hasCome_3 : hasCome_2) :
          check_difference_4[0] ? hasCome_1 :
          hasCome_0));
      // R7.4 place 1 holds what came in its turn
      assert (!valid_1
        || ((tags_1
            == (check_difference_5[1] ? (check_difference_5[0] ? cameTags_3 : cameTags_2) :
              check_difference_5[0] ? cameTags_1 :
              cameTags_0))
          && ({entries_1_list, entries_1_capability, entries_1_satp, entries_1_pc} == check_choice_2)));
      // R7.4 place 2 is filled in its turn
      assert (valid_2
        == (check_difference_7[1] ? (check_difference_7[0] ? hasCome_3 : hasCome_2) :
          check_difference_7[0] ? hasCome_1 :
          hasCome_0));
      // R7.4 place 2 holds what came in its turn
      assert (!valid_2
        || ((tags_2
            == (check_difference_8[1] ? (check_difference_8[0] ? cameTags_3 : cameTags_2) :
              check_difference_8[0] ? cameTags_1 :
              cameTags_0))
          && ({entries_2_list, entries_2_capability, entries_2_satp, entries_2_pc} == check_choice_3)));
      // R7.4 place 3 is filled in its turn
      assert (valid_3
        == (check_difference_10[1] ? (check_difference_10[0] ? hasCome_3 : hasCome_2) :
          check_difference_10[0] ? hasCome_1 :
          hasCome_0));
      // R7.4 place 3 holds what came in its turn
      assert (!valid_3
        || ((tags_3
            == (check_difference_11[1] ? (check_difference_11[0] ? cameTags_3 : cameTags_2) :
              check_difference_11[0] ? cameTags_1 :
              cameTags_0))
          && ({entries_3_list, entries_3_capability, entries_3_satp, entries_3_pc} == check_choice_4)));
      // R7.5 no two entries have one tag
      assert (!((valid_0 && valid_1 && (tags_0 == tags_1))
          || (valid_0 && valid_2 && (tags_0 == tags_2))
          || (valid_0 && valid_3 && (tags_0 == tags_3))
          || (valid_1 && valid_2 && (tags_1 == tags_2))
          || (valid_1 && valid_3 && (tags_1 == tags_3))
          || (valid_2 && valid_3 && (tags_2 == tags_3))));
      // P12 nothing is left after emptying
      assert (!wasEmptied || !anyHit);
    end
`endif
endmodule
`default_nettype wire
