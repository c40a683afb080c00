`default_nettype none
module ExceptionReport_physicalAddressBits32 (
  input  wire        clock,
  input  wire        raise_valid, raise_isMemoryError, raise_isMalformed, raise_isTaken, raise_failsNow,
  input  wire [3:0]  raise_answer,
  input  wire [2:0]  progress_state,
  input  wire [1:0]  progress_operation,
  input  wire [63:0] progress_operand,
  input  wire [38:0] progress_returnPC,
  input  wire        progress_starts, progress_isQuiet,
  input  wire [7:0]  progress_arrivals, progress_departures,
  input  wire [2:0]  progress_listArrivals,
  input  wire        progress_isRestoring, progress_awaitsPlace, progress_fills, progress_isFromBuffer,
  input  wire        findings_isKnown, findings_isInTable, findings_isInList, findings_isLinkInRange,
  input  wire        findings_hasLinkFailed, findings_isCached, findings_isBuffered, findings_isUnsettled,
  input  wire        findings_canPush, findings_isGranted, findings_hasLeaf, findings_isMalformedWord,
  input  wire        findings_isMalformedEntry, findings_isBusy, findings_isRecordGood, findings_isCurrent,
  input  wire [28:0] address,
  output wire [2:0]  cause,
  output wire [63:0] tval,
  output wire        isLinkage, isStore, clearsOperand
);
  localparam [1:0] XPCOperation_xret = 2'd1, XPCOperation_swapseg = 2'd2;
  localparam [2:0] XPCCause_invalidEntry      = 3'd0;
  localparam [2:0] XPCCause_invalidCapability = 3'd1;
  localparam [2:0] XPCCause_invalidLinkage    = 3'd2;
  localparam [2:0] XPCCause_swapError         = 3'd4;
  localparam [2:0] XPCCause_memoryError       = 3'd5;
  localparam [2:0] SequencerState_check      = 3'd1;
  localparam [2:0] SequencerState_root       = 3'd2;
  localparam [2:0] SequencerState_capability = 3'd3;
  localparam [2:0] SequencerState_load       = 3'd4;
  localparam [2:0] SequencerState_store      = 3'd6;

  reg [2:0] held = XPCCause_invalidEntry, detail = 3'd0;
  reg usesAddress = 1'b0;
  reg [1:0] failedWord = 2'd0;

  wire isInvalidLink_condition = (progress_state == SequencerState_root)
      || (progress_state == SequencerState_capability);
  wire isInvalidLink =
    (progress_state == SequencerState_check) ? progress_operation == XPCOperation_xret :
    !isInvalidLink_condition && (progress_operation != XPCOperation_swapseg) && !raise_isMalformed;
  wire namesAddress = raise_isMemoryError || isInvalidLink;

  assign cause = held;
  assign tval = {
    progress_operand[63:32],
    usesAddress ? {address | {27'd0, failedWord & {2{progress_operation == XPCOperation_swapseg}}}, detail} :
      progress_operand[31:0]
  };
  assign isLinkage = held == XPCCause_invalidLinkage;
  assign isStore = detail[0];
  assign clearsOperand = raise_valid && namesAddress;

  always @(posedge clock)
    if (raise_valid) begin
      held <= XPCCause_invalidLinkage;
      if (progress_operation == XPCOperation_swapseg) held <= XPCCause_swapError;
      if (!isInvalidLink && (progress_operation != XPCOperation_swapseg)) begin
        held <= XPCCause_invalidEntry;
        if (((progress_state == SequencerState_check) && findings_isKnown) || isInvalidLink_condition) begin
          held <= XPCCause_invalidCapability;
        end
      end
      if (raise_isMemoryError) held <= XPCCause_memoryError;
      usesAddress <= namesAddress;
      detail <= 3'd4;
      if (!findings_isRecordGood) detail <= 3'd3;
      if ((progress_state == SequencerState_check) || (progress_operation != XPCOperation_xret)) begin
        detail <= 3'd5;
        if (!findings_isLinkInRange) detail <= (progress_operation == XPCOperation_xret) ? 3'd2 : 3'd1;
      end
      if (raise_isMemoryError) begin
        detail <= {
          1'b0,
          (progress_operation == XPCOperation_swapseg) && !raise_isTaken,
          (progress_state == SequencerState_store) && !progress_isRestoring
        };
      end
    end

  always @(posedge clock)
    if (raise_failsNow) begin
      failedWord <= 2'd0;
      if ((progress_operation == XPCOperation_swapseg) && (progress_state == SequencerState_load)) begin
        failedWord <= {raise_answer[1], raise_answer[1:0] == 2'd0};
      end
      if ((progress_operation == XPCOperation_swapseg) && (progress_state == SequencerState_store)) begin
        failedWord <= {raise_answer[0] && !progress_isRestoring, raise_answer[1] || progress_isRestoring};
      end
    end

  wire unused = &{1'b0, raise_answer[3:2], progress_returnPC, progress_starts, progress_isQuiet, progress_arrivals,
      progress_departures, progress_listArrivals, progress_awaitsPlace, progress_fills, progress_isFromBuffer,
      findings_isInTable, findings_isInList, findings_hasLinkFailed, findings_isCached, findings_isBuffered,
      findings_isUnsettled, findings_canPush, findings_isGranted, findings_hasLeaf, findings_isMalformedWord,
      findings_isMalformedEntry, findings_isBusy, findings_isCurrent};
endmodule
`default_nettype wire
