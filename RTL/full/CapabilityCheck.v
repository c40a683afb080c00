`default_nettype none
module CapabilityCheck (
  input  wire        clock, reset,
  input  wire [2:0]  progress_state,
  input  wire [1:0]  progress_operation,
  input  wire [63:0] progress_operand,
  input  wire [38:0] progress_returnPC,
  input  wire        progress_starts, progress_isQuiet,
  input  wire [7:0]  progress_arrivals, progress_departures,
  input  wire [2:0]  progress_listArrivals,
  input  wire        progress_isRestoring, progress_awaitsPlace, progress_fills, progress_isFromBuffer,
  input  wire [33:0] tables_entryBase, tables_link, tables_linkBase, tables_linkLimit,
  input  wire [24:0] tables_entryCount,
  input  wire [27:0] tables_capability,
  input  wire [37:0] tables_list,
  input  wire        tables_linkFailed,
  input  wire [33:0] tables_caller,
  input  wire        tables_isClosed,
  input  wire [63:0] word,
  input  wire        answersRoot,
  output wire        isKnown, isInTable, isInList, isGranted, hasLeaf,
  output wire [17:0] wordNumber,
  output wire [36:0] base
);
  localparam [2:0] SequencerState_idle = 3'd0;
  reg [27:0] page = 28'd0;
  reg isInLeaf = 1'b0;

  assign isKnown = (|progress_operand[23:0])
      && (progress_operand[63:24] == 40'd0)
      && ({1'b0, progress_operand[23:0]} < tables_entryCount);
  assign isInTable = 1'b1;
  assign isInList = (progress_operand[63:12] == 52'd0)
      && ((progress_operand[11:0] >> tables_list[3:0]) == 12'd0)
      && (|tables_list[37:4]);
  assign isGranted = word[progress_operand[5:0]];
  assign hasLeaf = word[0] && (word[11:1] == 11'd0) && (word[63:40] == 24'd0);
  assign wordNumber = isInLeaf ? {9'd0, progress_operand[14:6]} : {9'd0, progress_operand[23:15]};
  assign base = isInLeaf ? {page, 9'd0} : {tables_capability, 9'd0};
  always @(posedge clock) if (answersRoot) page <= word[39:12];

  always @(posedge clock) begin
    if (answersRoot) isInLeaf <= 1'b1;
    if (progress_state == SequencerState_idle) isInLeaf <= 1'b0;
  end

  wire unused = &{1'b0, reset, progress_operation, progress_returnPC, progress_starts, progress_isQuiet,
      progress_arrivals, progress_departures, progress_listArrivals, progress_isRestoring, progress_awaitsPlace,
      progress_fills, progress_isFromBuffer, tables_entryBase, tables_link, tables_linkBase, tables_linkLimit,
      tables_linkFailed, tables_caller, tables_isClosed};

`ifdef FORMAL
  localparam [2:0] SequencerState_check = 3'd1, SequencerState_root = 3'd2;
  reg [63:0] root = 64'd0;

  always @(posedge clock) if (answersRoot) root <= word;

  always @(posedge clock)
    if (!reset) begin
      // P11 the leaf is the page that the root word names
      assert (!(isInLeaf && (progress_state != SequencerState_idle)) || (root[0] && (base == root[39:3])));
      // R3.5 a leaf is looked into after the root
      assert (!(isInLeaf && (progress_state != SequencerState_idle))
        || !((progress_state == SequencerState_check) || (progress_state == SequencerState_root)));
    end

  wire unused_2 = &{1'b0, root[63:40], root[2:1]};
`endif
endmodule
`default_nettype wire
