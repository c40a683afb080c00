`default_nettype none
module Sequencer (
  input  wire        clock, reset, command_valid,
  output wire        command_ready,
  input  wire [1:0]  command_payload_operation,
  input  wire [63:0] command_payload_operand, command_payload_pc,
  input  wire        kill,
  output wire        killed,
  input  wire        isPortUsed,
  input  wire        findings_isKnown, findings_isInTable, findings_isInList, findings_isLinkInRange,
  input  wire        findings_hasLinkFailed, findings_isCached, findings_isBuffered, findings_isUnsettled,
  input  wire        findings_canPush, findings_isGranted, findings_hasLeaf, findings_isMalformedWord,
  input  wire        findings_isMalformedEntry, findings_isBusy, findings_isRecordGood, findings_isCurrent,
  input  wire        port_isFree, port_isReady, port_answers, port_error,
  output wire [2:0]  progress_state,
  output wire [1:0]  progress_operation,
  output wire [63:0] progress_operand,
  output wire [38:0] progress_returnPC,
  output wire        progress_starts, progress_isQuiet,
  output wire [7:0]  progress_arrivals, progress_departures,
  output wire [2:0]  progress_listArrivals,
  output wire        progress_isRestoring, progress_awaitsPlace, progress_fills, progress_isFromBuffer,
  output wire        request_valid,
  output wire [1:0]  request_operation, request_base,
  output wire        request_isBelow,
  output wire [3:0]  request_beat, request_nextBeat,
  output wire        request_usesRaw,
  output wire        commits_call, commits_recordReturn, commits_exchange, commits_isCalling, commits_isReturning,
  output wire        raise_valid, raise_isMemoryError, raise_isMalformed, raise_isTaken, raise_failsNow,
  output wire [3:0]  raise_answer,
  input  wire        isLinkageRaised, isStoreRaised, clearsOperand
);
  localparam [1:0] XPCOperation_xcall     = 2'd0;
  localparam [1:0] XPCOperation_xret      = 2'd1;
  localparam [1:0] XPCOperation_swapseg   = 2'd2;
  localparam [1:0] XPCOperation_xprefetch = 2'd3;
  localparam [1:0] XPCMemoryOperation_load = 2'd0, XPCMemoryOperation_store = 2'd1, XPCMemoryOperation_exchange = 2'd2;
  localparam [2:0] SequencerState_idle       = 3'd0;
  localparam [2:0] SequencerState_check      = 3'd1;
  localparam [2:0] SequencerState_root       = 3'd2;
  localparam [2:0] SequencerState_capability = 3'd3;
  localparam [2:0] SequencerState_load       = 3'd4;
  localparam [2:0] SequencerState_act        = 3'd5;
  localparam [2:0] SequencerState_store      = 3'd6;
  localparam [2:0] SequencerState_raise      = 3'd7;
  localparam [1:0] AddressBase_capability = 2'd0;
  localparam [1:0] AddressBase_entry      = 2'd1;
  localparam [1:0] AddressBase_list       = 2'd2;
  localparam [1:0] AddressBase_link       = 2'd3;

  reg [2:0] state = SequencerState_idle;
  reg [1:0] operation = XPCOperation_xcall;
  reg [63:0] operand = 64'd0;
  reg [38:0] returnPC = 39'd0;
  reg [3:0] requested = 4'd0, answered = 4'd0;
  reg failed = 1'b0, malformed = 1'b0, taken = 1'b0, inEntry = 1'b0, fromBuffer = 1'b0, restoring = 1'b0;

  wire isQuiet = requested == answered;
  wire answers = port_answers && !isQuiet;
  wire isExchange = operation == XPCOperation_swapseg;
  wire progress_arrivals_condition = answers && (state == SequencerState_load) && !isExchange;
  wire isReturn = operation == XPCOperation_xret;
  wire passes =
    isReturn ? findings_isLinkInRange && !findings_hasLinkFailed :
    isExchange ? findings_isInList :
    findings_isKnown && findings_isInTable;
  wire isLookUp = (state == SequencerState_root) || (state == SequencerState_capability);
  wire isStorePhase = (state == SequencerState_store) || (state == SequencerState_act);
  wire [3:0] total =
    isStorePhase ? 4'd1 :
    isReturn ? 4'd1 :
    isExchange ? 4'd2 :
    4'd1;
  wire isCall = operation == XPCOperation_xcall;
  wire refuses_condition = failed
      || (isExchange ? findings_isMalformedEntry || malformed :
        isReturn ? !(findings_isRecordGood && findings_isCurrent) :
        malformed || (isCall && !(findings_isLinkInRange && !findings_hasLinkFailed)));
  wire refuses = refuses_condition || (isExchange && findings_isBusy);
  wire stores = isExchange ? !refuses : !refuses && isReturn && !fromBuffer;
  wire wants = port_isFree
      && (((state == SequencerState_check)
          && passes
          && !(findings_isCached || findings_isBuffered)
          && !findings_isUnsettled)
        || ((isLookUp || (state == SequencerState_load) || (state == SequencerState_store))
          && (isLookUp ? requested == 4'd0 : requested != total))
        || ((state == SequencerState_act) && stores));
  wire moves = wants && port_isReady;
  wire progress_departures_condition = moves && (state == SequencerState_store) && !isExchange;
  wire isIdle = state == SequencerState_idle;
  wire putsBack = isExchange && taken && !findings_isBusy && refuses_condition;
  wire commitsNow = !refuses && !isExchange && (isReturn ? fromBuffer : isCall && findings_canPush);
  wire awaitsPlace = (state == SequencerState_act) && isCall && !refuses && !findings_canPush;
  wire fills = (state == SequencerState_act) && (operation == XPCOperation_xprefetch) && !refuses;
  wire isLast = answers
      && (isLookUp
        || (((state == SequencerState_load) || (state == SequencerState_store)) && ((answered + 4'd1) == total)));
  wire kills = kill
      && (((state == SequencerState_check) && !(isExchange && wants))
        || isLookUp
        || ((state == SequencerState_load) && !isExchange)
        || awaitsPlace)
      && !(wants && !port_isReady);
  wire isStored = (state == SequencerState_store) && isLast && !(failed || port_error || restoring);
  wire grants = findings_isGranted && !port_error;
  wire hasLeaf = findings_hasLeaf && !port_error;
  wire isCommitted = ((state == SequencerState_act) && commitsNow) || isStored;
  wire listArrives = answers && (state == SequencerState_load) && isExchange;
  wire requested_enable = isLast || (isIdle && isQuiet);

  assign command_ready = isIdle && isQuiet && !isPortUsed;
  assign killed = kills;
  assign progress_state = state;
  assign progress_operation = operation;
  assign progress_operand = operand;
  assign progress_returnPC = returnPC;
  assign progress_starts = command_valid && command_ready;
  assign progress_isQuiet = isQuiet;
  assign progress_arrivals = {8{progress_arrivals_condition}};
  assign progress_departures = {8{progress_departures_condition}};
  assign progress_listArrivals = {
    listArrives && (answered == 4'd1),
    listArrives && (answered == 4'd0),
    listArrives && (answered == 4'd1)
  };
  assign progress_isRestoring = isExchange && restoring;
  assign progress_awaitsPlace = awaitsPlace;
  assign progress_fills = fills;
  assign progress_isFromBuffer = fromBuffer;
  assign request_valid = wants;
  assign request_operation =
    isStorePhase ? XPCMemoryOperation_store :
    (isExchange && ((state == SequencerState_check) || (state == SequencerState_load)) && (requested == 4'd0)) ?
        XPCMemoryOperation_exchange :
    XPCMemoryOperation_load;
  assign request_base =
    (isReturn
      || (isCall && (isStorePhase || ((state == SequencerState_raise) && (isLinkageRaised || isStoreRaised))))) ?
        AddressBase_link :
    isExchange ? AddressBase_list :
    inEntry ? AddressBase_entry :
    AddressBase_capability;
  assign request_isBelow = isReturn && !((state == SequencerState_raise) && isLinkageRaised);
  assign request_beat = requested;
  assign request_nextBeat = ({3'd0, moves} + requested) & {4{isStorePhase}};
  assign request_usesRaw = isExchange
      && ((state == SequencerState_check) || (state == SequencerState_load) || restoring);
  assign commits_call = isCommitted && isCall;
  assign commits_recordReturn = isCommitted && isReturn;
  assign commits_exchange = isCommitted && isExchange;
  assign commits_isCalling = isCall && !isIdle;
  assign commits_isReturning = isReturn && !isIdle;
  assign raise_valid = ((state == SequencerState_check) && !passes)
      || ((state == SequencerState_capability) && isLast && !grants)
      || ((state == SequencerState_root) && isLast && !hasLeaf)
      || ((state == SequencerState_act) && refuses && !putsBack)
      || ((state == SequencerState_store) && isLast && !isStored);
  assign raise_isMemoryError = (isLookUp && port_error)
      || ((state != SequencerState_check) && failed)
      || ((state == SequencerState_store) && port_error && !restoring);
  assign raise_isMalformed = malformed;
  assign raise_isTaken = taken;
  assign raise_failsNow = answers && port_error && !failed;
  assign raise_answer = answered;

  always @(posedge clock)
    if (reset) state <= SequencerState_idle;
    else begin
      case (state)
        SequencerState_idle: if (command_valid && command_ready) state <= SequencerState_check;
        SequencerState_check:
          if (!passes) state <= SequencerState_raise;
          else if ((findings_isCached || findings_isBuffered) && !findings_isUnsettled) state <= SequencerState_act;
          else if (port_isFree && !findings_isUnsettled) begin
            state <= SequencerState_load;
            if (!isReturn && !isExchange) state <= SequencerState_capability;
          end
        SequencerState_root:
          if (isLast) begin
            state <= SequencerState_raise;
            if (hasLeaf) state <= SequencerState_capability;
          end
        SequencerState_capability:
          if (isLast) begin
            state <= SequencerState_raise;
            if (grants) state <= SequencerState_load;
          end
        SequencerState_load: if (isLast) state <= SequencerState_act;
        SequencerState_act:
          if (stores || putsBack) state <= SequencerState_store;
          else if (refuses) state <= SequencerState_raise;
          else if (commitsNow || fills) state <= SequencerState_idle;
        SequencerState_store:
          if (isLast) begin
            state <= SequencerState_raise;
            if (isStored) state <= SequencerState_idle;
          end
        default: state <= SequencerState_idle;  // raise
      endcase
      if (kills) state <= SequencerState_idle;
    end

  always @(posedge clock) if (command_valid && command_ready) operation <= command_payload_operation;

  always @(posedge clock) begin
    if (command_valid && command_ready) operand <= command_payload_operand;
    if (clearsOperand) operand[63:40] <= 24'd0;
  end

  always @(posedge clock) begin
    if (isIdle) returnPC <= 39'd0;
    if (command_valid && command_ready) returnPC <= command_payload_pc[39:1] + 39'd2;
  end

  always @(posedge clock)
    if (reset) requested <= 4'd0;
    else begin
      if (moves) requested <= requested + 4'd1;
      if (requested_enable) requested <= 4'd0;
    end

  always @(posedge clock)
    if (reset) answered <= 4'd0;
    else begin
      if (answers) answered <= answered + 4'd1;
      if (requested_enable) answered <= 4'd0;
    end

  always @(posedge clock) begin
    if (answers && port_error) failed <= 1'b1;
    if (isIdle) failed <= 1'b0;
  end

  always @(posedge clock) begin
    if (findings_isMalformedWord) malformed <= 1'b1;
    if (isIdle) malformed <= 1'b0;
  end

  always @(posedge clock) begin
    if ((state == SequencerState_load) && isExchange && answers && (answered == 4'd0) && !port_error) taken <= 1'b1;
    if (isIdle) taken <= 1'b0;
  end

  always @(posedge clock) begin
    if (((state == SequencerState_capability) && isLast && grants)
        || ((state == SequencerState_check) && findings_isCached)) inEntry <= 1'b1;
    if (isIdle) inEntry <= 1'b0;
  end

  always @(posedge clock) begin
    if ((state == SequencerState_check) && findings_isBuffered && !findings_isUnsettled) fromBuffer <= 1'b1;
    if (isIdle) fromBuffer <= 1'b0;
  end

  always @(posedge clock) begin
    if ((state == SequencerState_act) && putsBack) restoring <= 1'b1;
    if (isIdle) restoring <= 1'b0;
  end

  wire unused = &{1'b0, command_payload_pc[63:40], command_payload_pc[0]};

`ifdef FORMAL
  reg wasGranted = 1'b0;
  reg [3:0] owed = 4'd0;
  reg [4:0] requests = 5'd0;

  wire runs = state != SequencerState_idle;
  wire isCallish = (operation == XPCOperation_xcall) || (operation == XPCOperation_xprefetch);
  wire [4:0] asked = {1'b0, requested};

  always @(posedge clock)
    if (reset) wasGranted <= 1'b0;
    else if (isIdle) wasGranted <= 1'b0;
    else if (((state == SequencerState_capability) && isLast && findings_isGranted && !port_error)
        || ((state == SequencerState_check) && findings_isCached)) wasGranted <= 1'b1;

  always @(posedge clock)
    if (reset) owed <= 4'd0;
    else owed <= owed + {3'd0, moves} - {3'd0, answers};

  always @(posedge clock)
    if (reset) requests <= 5'd0;
    else if (state == SequencerState_idle) requests <= 5'd0;
    else if (moves) requests <= requests + 5'd1;

  always @(posedge clock)
    if (!reset) begin
      // P1 xcall commits only with a known ID, its capability, and a well-formed x-entry that was read or cached
      assert (!commits_call || (findings_isKnown && wasGranted && !failed && !malformed));
      // P10 an instruction that commits does not raise
      assert (!(isCommitted && raise_valid));
      // P7 what is killed or raises commits nothing
      assert (!(kills || raise_valid) || (!isCommitted && !fills));
      // R4.4 what has changed nothing is killed at once
      assert (!(kill
            && ((((state == SequencerState_check) || (state == SequencerState_load)) && !isExchange) || isLookUp)
            && (!wants || port_isReady))
        || kills);
      // R4.4 what is refused after it was read is not killed
      assert (!(kills && refuses && (state == SequencerState_act)));
      // P4 no return through an invalid or malformed record, or with another segment
      assert (!((state == SequencerState_act) && isReturn && (stores || commitsNow))
        || (findings_isRecordGood && findings_isCurrent));
      // P14 no segment is exchanged without the entry
      assert (!commits_exchange || (taken && !findings_isBusy));
      // R4.xcall.2 an x-entry is read after its capability
      assert (!(isCallish
            && ((state == SequencerState_load) || (state == SequencerState_act) || (state == SequencerState_store)))
        || (wasGranted && inEntry));
      // R4.xcall.2 an x-entry is not looked at before
      assert (!(inEntry && runs)
        || (isCallish
          && !((state == SequencerState_check)
              || (state == SequencerState_root)
              || (state == SequencerState_capability))));
      // R7.8 only a blocking call stores
      assert ((state != SequencerState_store) || !isCallish);
      // R7.9 what is in the buffer is not read from memory
      assert (!(fromBuffer && runs)
        || ((operation == XPCOperation_xret) && ((state == SequencerState_act) || (state == SequencerState_raise))));
      // R3.3 R3.14 no word makes a record malformed
      assert (!(malformed && runs) || (operation != XPCOperation_xret));
      // R3.4 a bitmap has no root word
      assert (state != SequencerState_root);
      // R4.swapseg.2 an entry is judged after it was taken
      assert (!((operation == XPCOperation_swapseg)
            && ((state == SequencerState_act)
              || (state == SequencerState_store)
              || ((state == SequencerState_load) && (|answered))))
        || taken
        || failed);
      // R4.swapseg.2 an entry is stored to after it was taken
      assert (!((operation == XPCOperation_swapseg) && (state == SequencerState_store)) || taken);
      // R4.swapseg.5 a store follows what did not fail
      assert (!((state == SequencerState_store) && !restoring && (answered == 4'd0)) || !failed);
      // R4.swapseg.4 only swapseg puts back
      assert (!(restoring && runs)
        || ((operation == XPCOperation_swapseg)
          && ((state == SequencerState_store) || (state == SequencerState_raise))));
      // no more answers than requests
      assert (answered <= requested);
      // no more requests than the phase has
      assert (!((state == SequencerState_load) || (state == SequencerState_store)) || (requested <= total));
      // the last answer ends the phase
      assert (!((state == SequencerState_load) || (state == SequencerState_store)) || (answered < total));
      // one request for a word of the table
      assert (!((state == SequencerState_root) || (state == SequencerState_capability))
        || ((requested <= 4'd1) && (answered == 4'd0)));
      // a phase begins without requests
      assert (!((state == SequencerState_check) || (state == SequencerState_act) || (state == SequencerState_raise))
        || (requested == 4'd0));
      // P9 an instruction waits only for what it asked
      assert (owed == (requested - answered));
      // P9 the first phase asks first
      assert (!((state == SequencerState_check) || (state == SequencerState_root)) || (requests <= asked));
      // P9 requests until the capability
      assert ((state != SequencerState_capability) || (requests <= asked));
      // P9 requests until the load
      assert ((state != SequencerState_load)
        || (requests
          <= (((operation == XPCOperation_xret) ? 5'd0 : (operation == XPCOperation_swapseg) ? 5'd0 : 5'd1) + asked)));
      // P9 requests until the store
      assert (!((state == SequencerState_act) || (state == SequencerState_store))
        || (requests <= (((operation == XPCOperation_xret) ? 5'd1 : 5'd2) + asked)));
      // P9 an instruction asks no more than its phases
      assert (requests <= ((operation == XPCOperation_xret) ? 5'd2 : 5'd3));
      // an instruction is killed
      cover (kills);
      // xcall awaits a place
      cover (awaitsPlace);
    end
`endif
endmodule
`default_nettype wire
