`default_nettype none

module CapabilityCheck (
  input  wire        clock,
  input  wire        reset,
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
  input  wire [33:0] tables_entryBase,
  input  wire [33:0] tables_link,
  input  wire [33:0] tables_linkBase,
  input  wire [33:0] tables_linkLimit,
  input  wire [24:0] tables_entryCount,
  input  wire [27:0] tables_capability,
  input  wire [37:0] tables_list,
  input  wire        tables_linkFailed,
  input  wire [33:0] tables_caller,
  input  wire        tables_isClosed,
  input  wire [63:0] word,
  input  wire        answersRoot,
  output wire        isKnown,
  output wire        isInTable,
  output wire        isInList,
  output wire        isGranted,
  output wire        hasLeaf,
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

  always @(posedge clock)
    if (answersRoot) page <= word[39:12];

  always @(posedge clock) begin
    if (answersRoot) isInLeaf <= 1'b1;
    if (progress_state == SequencerState_idle) isInLeaf <= 1'b0;
  end

  wire unused_reset = &{1'b0, reset};
  wire unused_progress_operation = &{1'b0, progress_operation};
  wire unused_progress_returnPC = &{1'b0, progress_returnPC};
  wire unused_progress_starts = &{1'b0, progress_starts};
  wire unused_progress_isQuiet = &{1'b0, progress_isQuiet};
  wire unused_progress_arrivals = &{1'b0, progress_arrivals};
  wire unused_progress_departures = &{1'b0, progress_departures};
  wire unused_progress_listArrivals = &{1'b0, progress_listArrivals};
  wire unused_progress_isRestoring = &{1'b0, progress_isRestoring};
  wire unused_progress_awaitsPlace = &{1'b0, progress_awaitsPlace};
  wire unused_progress_fills = &{1'b0, progress_fills};
  wire unused_progress_isFromBuffer = &{1'b0, progress_isFromBuffer};
  wire unused_tables_entryBase = &{1'b0, tables_entryBase};
  wire unused_tables_link = &{1'b0, tables_link};
  wire unused_tables_linkBase = &{1'b0, tables_linkBase};
  wire unused_tables_linkLimit = &{1'b0, tables_linkLimit};
  wire unused_tables_linkFailed = &{1'b0, tables_linkFailed};
  wire unused_tables_caller = &{1'b0, tables_caller};
  wire unused_tables_isClosed = &{1'b0, tables_isClosed};

`ifdef FORMAL
  reg [63:0] root = 64'd0;

  always @(posedge clock)
    if (answersRoot) root <= word;

  always @(posedge clock)
    if (!reset) begin
      // P11 the leaf is the page that the root word names
      assert (!isInLeaf || (root[0] && (base == root[39:3])));
    end

  wire unused_root = &{1'b0, root[63:40], root[2:1]};
`endif
endmodule

`default_nettype wire
