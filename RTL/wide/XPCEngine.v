`default_nettype none
module XPCEngine (
  input  wire         clock, reset, command_valid,
  output wire         command_ready,
  input  wire [1:0]   command_payload_operation,
  input  wire [63:0]  command_payload_operand, command_payload_pc,
  output wire         response_valid, response_payload_redirect, response_payload_exception,
  output wire [2:0]   response_payload_cause,
  output wire [63:0]  response_payload_tval, response_payload_pc,
  output wire         t0_valid,
  output wire [63:0]  t0_payload,
  input  wire [63:0]  satp,
  output wire         satpOut_valid,
  output wire [63:0]  satpOut_payload,
  input  wire         kill,
  output wire         killed, busy, drained,
  input  wire         emptyCache,
  input  wire [1:0]   privilege,
  input  wire         sum, tvm, virtualised,
  output wire         enabled,
  input  wire         csr_valid,
  output wire         csr_ready,
  input  wire [11:0]  csr_address,
  input  wire         csr_write,
  input  wire [63:0]  csr_value,
  output wire [63:0]  csr_data,
  output wire         csr_hit, csr_illegal, csr_exception,
  output wire [63:0]  csr_tval,
  output wire         memory_request_valid,
  input  wire         memory_request_ready,
  output wire [1:0]   memory_request_payload_operation,
  output wire [39:0]  memory_request_payload_address,
  output wire [511:0] memory_request_payload_data,
  output wire [63:0]  memory_request_payload_mask,
  input  wire         memory_response_valid,
  input  wire [511:0] memory_response_payload_data,
  input  wire         memory_response_payload_error,
  input  wire [63:0]  data_address,
  input  wire [1:0]   data_size,
  input  wire         data_read, data_write,
  input  wire [1:0]   data_privilege,
  output wire         data_hit,
  output wire [39:0]  data_physical,
  output wire         data_fault,
  output wire [63:0]  data_tval,
  input  wire [63:0]  fetch_address,
  input  wire [1:0]   fetch_size,
  output wire         fetch_fault,
  output wire [63:0]  fetch_tval
);
  localparam [1:0] XPCOperation_xcall = 2'd0, XPCOperation_xret = 2'd1, XPCOperation_xprefetch = 2'd3;
  localparam [2:0] SequencerState_idle  = 3'd0;
  localparam [2:0] SequencerState_check = 3'd1;
  localparam [2:0] SequencerState_root  = 3'd2;
  localparam [2:0] SequencerState_act   = 3'd5;
  localparam [2:0] SequencerState_raise = 3'd7;

  wire sequencer_command_ready, sequencer_killed, sequencer_progress_starts, sequencer_progress_isQuiet;
  wire sequencer_progress_isRestoring, sequencer_progress_awaitsPlace, sequencer_progress_fills;
  wire sequencer_progress_isFromBuffer, sequencer_request_valid, sequencer_request_isBelow, sequencer_request_usesRaw;
  wire sequencer_commits_call, sequencer_commits_recordReturn, sequencer_commits_exchange, sequencer_commits_isCalling;
  wire sequencer_commits_isReturning, sequencer_raise_valid, sequencer_raise_isMemoryError, sequencer_raise_isMalformed;
  wire sequencer_raise_isTaken, sequencer_raise_failsNow;
  wire registers_port_ready, registers_port_hit, registers_port_illegal, registers_port_exception;
  wire registers_tables_linkFailed, registers_tables_isClosed, registers_writes_landsCapability;
  wire registers_writes_landsList, registers_writes_landsVirtual, registers_writes_landsPhysical;
  wire registers_writes_landsLength, registers_writes_landsOffset, registers_writes_refreshesLength;
  wire registers_writes_refreshesOffset, registers_writes_commitsVirtual, registers_writes_commitsPhysical;
  wire registers_writes_commitsLength, registers_writes_commitsMaskOffset, registers_writes_commitsMaskLength;
  wire registers_writes_isHigh, registers_writes_isOdd, registers_emptiesCache;
  wire staging_isValid, staging_isBusy;
  wire windowArithmetic_window_startsBeyond, windowArithmetic_window_isOutside, windowArithmetic_window_isCurrent;
  wire windowArithmetic_window_endsBeyond;
  wire memoryInterface_source_valid, memoryInterface_port_valid;
  wire report_isLinkage, report_isStore, report_clearsOperand;
  wire capabilities_isKnown, capabilities_isInTable, capabilities_isInList, capabilities_isGranted;
  wire capabilities_hasLeaf;
  wire entries_isMalformedWord, entries_isMalformedEntry, cache_isHit;
  wire buffer_request_valid, buffer_isQuiet, buffer_hasSent, buffer_canPush, buffer_isBuffered, buffer_isUnsettled;
  wire buffer_failure_valid, buffer_isDrained;
  wire linkCheck_isInRange, dataTranslation_port_hit, dataTranslation_port_fault, fetchTranslation_port_fault;
  wire [2:0] sequencer_progress_state, sequencer_progress_listArrivals, report_cause, buffer_request_beat;
  wire [1:0] sequencer_progress_operation, sequencer_request_operation, sequencer_request_base;
  wire [1:0] relaySegment_segment_permission, staging_staged_segment_permission, memoryInterface_port_payload_operation;
  wire [1:0] buffer_youngest_segment_permission;
  wire [63:0] sequencer_progress_operand, registers_port_data, registers_port_tval, staging_raw;
  wire [63:0] memoryInterface_port_payload_mask, report_tval, dataTranslation_port_tval, fetchTranslation_port_tval;
  wire [38:0] sequencer_progress_returnPC, staging_staged_space_pc, cache_entry_pc, buffer_youngest_space_pc;
  wire [7:0] sequencer_progress_arrivals, sequencer_progress_departures;
  wire [3:0] sequencer_request_beat, sequencer_request_nextBeat, sequencer_raise_answer;
  wire [3:0] memoryInterface_source_payload;
  wire [33:0] registers_tables_entryBase, registers_tables_link, registers_tables_linkBase, registers_tables_linkLimit;
  wire [33:0] registers_tables_caller;
  wire [33:0] buffer_request_block, buffer_failure_payload;
  wire [24:0] registers_tables_entryCount;
  wire [37:0] registers_tables_capability, registers_tables_list, staging_staged_space_capability;
  wire [37:0] staging_staged_space_list, cache_entry_capability, cache_entry_list, buffer_youngest_space_capability;
  wire [37:0] buffer_youngest_space_list;
  wire [34:0] relaySegment_segment_virtual, staging_staged_segment_virtual, windowArithmetic_window_virtual;
  wire [34:0] buffer_youngest_segment_virtual;
  wire [36:0] relaySegment_segment_physical, staging_staged_segment_physical, windowArithmetic_window_physical;
  wire [36:0] memoryInterface_address, capabilities_base, buffer_youngest_segment_physical;
  wire [28:0] relaySegment_segment_length, relaySegment_mask_offset, relaySegment_mask_length;
  wire [28:0] staging_staged_space_satp, staging_staged_segment_length, staging_staged_mask_offset;
  wire [28:0] staging_staged_mask_length;
  wire [28:0] windowArithmetic_window_rest, cache_entry_satp;
  wire [28:0] buffer_youngest_space_satp, buffer_youngest_segment_length, buffer_youngest_mask_offset;
  wire [28:0] buffer_youngest_mask_length;
  wire [39:0] memoryInterface_port_payload_address, dataTranslation_port_physical;
  wire [511:0] memoryInterface_port_payload_data, memoryInterface_data, buffer_request_data;
  wire [17:0] capabilities_wordNumber;

  wire [33:0] registers_commit_link =
    (sequencer_progress_operation == XPCOperation_xret) ? memoryInterface_address[36:3] : registers_tables_link + 34'd1;
  wire staging_takes_space_condition = (sequencer_progress_state == SequencerState_check) && buffer_isBuffered;
  wire staging_takes_space = staging_takes_space_condition
      || ((sequencer_progress_state == SequencerState_check) && cache_isHit);
  wire staging_takes_segment = staging_takes_space_condition
      || ((sequencer_progress_state == SequencerState_check) && (sequencer_progress_operation == XPCOperation_xcall));
  wire [38:0] staging_takes_record_space_pc = staging_takes_space_condition ? buffer_youngest_space_pc : cache_entry_pc;
  wire [28:0] staging_takes_record_space_satp =
    staging_takes_space_condition ? buffer_youngest_space_satp : cache_entry_satp;
  wire [37:0] staging_takes_record_space_capability =
    staging_takes_space_condition ? buffer_youngest_space_capability : cache_entry_capability;
  wire [37:0] staging_takes_record_space_list =
    staging_takes_space_condition ? buffer_youngest_space_list : cache_entry_list;
  wire [34:0] record_segment_virtual = relaySegment_segment_virtual;
  wire [34:0] staging_takes_record_segment_virtual =
    staging_takes_space_condition ? buffer_youngest_segment_virtual : record_segment_virtual;
  wire [36:0] record_segment_physical = relaySegment_segment_physical;
  wire [36:0] staging_takes_record_segment_physical =
    staging_takes_space_condition ? buffer_youngest_segment_physical : record_segment_physical;
  wire [1:0] record_segment_permission = relaySegment_segment_permission;
  wire [1:0] staging_takes_record_segment_permission =
    staging_takes_space_condition ? buffer_youngest_segment_permission : record_segment_permission;
  wire [28:0] record_segment_length = relaySegment_segment_length;
  wire [28:0] staging_takes_record_segment_length =
    staging_takes_space_condition ? buffer_youngest_segment_length : record_segment_length;
  wire [28:0] record_mask_offset = relaySegment_mask_offset;
  wire [28:0] staging_takes_record_mask_offset =
    staging_takes_space_condition ? buffer_youngest_mask_offset : record_mask_offset;
  wire [28:0] record_mask_length = relaySegment_mask_length;
  wire [28:0] staging_takes_record_mask_length =
    staging_takes_space_condition ? buffer_youngest_mask_length : record_mask_length;
  wire windowArithmetic_isWindow = sequencer_commits_isCalling || (sequencer_progress_state == SequencerState_act);
  wire [38:0] record_space_pc = sequencer_progress_returnPC;
  wire [28:0] record_space_satp = {satp[63], satp[27:0]};
  wire [37:0] record_space_capability = registers_tables_capability;
  wire [37:0] record_space_list = registers_tables_list;
  wire [63:0] capabilities_word = memory_response_payload_data[{memoryInterface_address[2:0], 6'd0} +: 64];
  wire capabilities_answersRoot = (sequencer_progress_state == SequencerState_root)
      && !sequencer_progress_isQuiet
      && memory_response_valid
      && !memory_response_payload_error
      && capabilities_hasLeaf;
  wire [63:0] entries_listWords_0 =
    sequencer_progress_operand[0] ? memory_response_payload_data[319:256] : memory_response_payload_data[63:0];
  wire [63:0] entries_listWords_1 =
    sequencer_progress_operand[0] ? memory_response_payload_data[383:320] : memory_response_payload_data[127:64];
  wire [63:0] entries_listWords_2 =
    sequencer_progress_operand[0] ? memory_response_payload_data[447:384] : memory_response_payload_data[191:128];
  wire findings_isKnown = capabilities_isKnown;
  wire findings_isInTable = capabilities_isInTable;
  wire findings_isInList = capabilities_isInList;
  wire findings_isLinkInRange = linkCheck_isInRange;
  wire findings_hasLinkFailed = registers_tables_linkFailed;
  wire findings_isCached = cache_isHit;
  wire findings_isBuffered = buffer_isBuffered;
  wire findings_isUnsettled = buffer_isUnsettled;
  wire findings_canPush = buffer_canPush;
  wire findings_isGranted = capabilities_isGranted;
  wire findings_hasLeaf = capabilities_hasLeaf;
  wire findings_isMalformedWord = entries_isMalformedWord;
  wire findings_isMalformedEntry = entries_isMalformedEntry;
  wire findings_isBusy = staging_isBusy;
  wire findings_isRecordGood = staging_isValid && !windowArithmetic_window_isOutside;
  wire findings_isCurrent = windowArithmetic_window_isCurrent;
  wire moves = sequencer_commits_call || sequencer_commits_recordReturn;

  assign command_ready = sequencer_command_ready;
  assign response_valid = moves
      || sequencer_commits_exchange
      || sequencer_progress_fills
      || (sequencer_progress_state == SequencerState_raise);
  assign response_payload_redirect = moves;
  assign response_payload_exception = (sequencer_progress_state == SequencerState_raise)
      && (sequencer_progress_operation != XPCOperation_xprefetch);
  assign response_payload_cause = report_cause;
  assign response_payload_tval = report_tval;
  assign response_payload_pc = {{24{staging_staged_space_pc[38]}}, staging_staged_space_pc, 1'b0};
  assign t0_valid = sequencer_commits_call;
  assign t0_payload = {30'd0, registers_tables_caller};
  assign satpOut_valid = moves;
  assign satpOut_payload = {staging_staged_space_satp[28], 35'd0, staging_staged_space_satp[27:0]};
  assign killed = sequencer_killed;
  assign busy = sequencer_progress_state != SequencerState_idle;
  assign drained = buffer_isDrained;
  assign enabled = !registers_tables_isClosed && (privilege == 2'd0);
  assign csr_ready = registers_port_ready;
  assign csr_data = registers_port_data;
  assign csr_hit = registers_port_hit;
  assign csr_illegal = registers_port_illegal;
  assign csr_exception = registers_port_exception;
  assign csr_tval = registers_port_tval;
  assign memory_request_valid = memoryInterface_port_valid;
  assign memory_request_payload_operation = memoryInterface_port_payload_operation;
  assign memory_request_payload_address = memoryInterface_port_payload_address;
  assign memory_request_payload_data = memoryInterface_port_payload_data;
  assign memory_request_payload_mask = memoryInterface_port_payload_mask;
  assign data_hit = dataTranslation_port_hit;
  assign data_physical = dataTranslation_port_physical;
  assign data_fault = dataTranslation_port_fault;
  assign data_tval = dataTranslation_port_tval;
  assign fetch_fault = fetchTranslation_port_fault;
  assign fetch_tval = fetchTranslation_port_tval;

  Sequencer sequencer (
    .clock(clock), .reset(reset),
    .command_valid(command_valid), .command_ready(sequencer_command_ready),
    .command_payload_operation(command_payload_operation), .command_payload_operand(command_payload_operand),
    .command_payload_pc(command_payload_pc),
    .kill(kill), .killed(sequencer_killed), .isPortUsed(csr_valid),
    .findings_isKnown(findings_isKnown), .findings_isInTable(findings_isInTable),
    .findings_isInList(findings_isInList), .findings_isLinkInRange(findings_isLinkInRange),
    .findings_hasLinkFailed(findings_hasLinkFailed), .findings_isCached(findings_isCached),
    .findings_isBuffered(findings_isBuffered), .findings_isUnsettled(findings_isUnsettled),
    .findings_canPush(findings_canPush), .findings_isGranted(findings_isGranted), .findings_hasLeaf(findings_hasLeaf),
    .findings_isMalformedWord(findings_isMalformedWord), .findings_isMalformedEntry(findings_isMalformedEntry),
    .findings_isBusy(findings_isBusy), .findings_isRecordGood(findings_isRecordGood),
    .findings_isCurrent(findings_isCurrent),
    .port_isFree(buffer_isQuiet), .port_isReady(memory_request_ready), .port_answers(memory_response_valid),
    .port_error(memory_response_payload_error),
    .progress_state(sequencer_progress_state), .progress_operation(sequencer_progress_operation),
    .progress_operand(sequencer_progress_operand), .progress_returnPC(sequencer_progress_returnPC),
    .progress_starts(sequencer_progress_starts), .progress_isQuiet(sequencer_progress_isQuiet),
    .progress_arrivals(sequencer_progress_arrivals), .progress_departures(sequencer_progress_departures),
    .progress_listArrivals(sequencer_progress_listArrivals), .progress_isRestoring(sequencer_progress_isRestoring),
    .progress_awaitsPlace(sequencer_progress_awaitsPlace), .progress_fills(sequencer_progress_fills),
    .progress_isFromBuffer(sequencer_progress_isFromBuffer),
    .request_valid(sequencer_request_valid), .request_operation(sequencer_request_operation),
    .request_base(sequencer_request_base), .request_isBelow(sequencer_request_isBelow),
    .request_beat(sequencer_request_beat), .request_nextBeat(sequencer_request_nextBeat),
    .request_usesRaw(sequencer_request_usesRaw),
    .commits_call(sequencer_commits_call), .commits_recordReturn(sequencer_commits_recordReturn),
    .commits_exchange(sequencer_commits_exchange), .commits_isCalling(sequencer_commits_isCalling),
    .commits_isReturning(sequencer_commits_isReturning),
    .raise_valid(sequencer_raise_valid), .raise_isMemoryError(sequencer_raise_isMemoryError),
    .raise_isMalformed(sequencer_raise_isMalformed), .raise_isTaken(sequencer_raise_isTaken),
    .raise_failsNow(sequencer_raise_failsNow), .raise_answer(sequencer_raise_answer),
    .isLinkageRaised(report_isLinkage), .isStoreRaised(report_isStore), .clearsOperand(report_clearsOperand)
  );

  ControlRegisters registers (
    .clock(clock), .reset(reset),
    .port_valid(csr_valid), .port_ready(registers_port_ready), .port_address(csr_address), .port_write(csr_write),
    .port_value(csr_value), .port_data(registers_port_data), .port_hit(registers_port_hit),
    .port_illegal(registers_port_illegal), .port_exception(registers_port_exception), .port_tval(registers_port_tval),
    .privilege(privilege), .tvm(tvm), .virtualised(virtualised),
    .isIdle(sequencer_progress_state == SequencerState_idle),
    .words_valid(memoryInterface_source_valid), .words_payload(memoryInterface_source_payload),
    .returnPC(sequencer_progress_returnPC), .returnValid(sequencer_progress_operation != XPCOperation_xret),
    .satp(satp[31:0]),
    .segment_virtual(relaySegment_segment_virtual), .segment_physical(relaySegment_segment_physical),
    .segment_permission(relaySegment_segment_permission), .segment_length(relaySegment_segment_length),
    .mask_offset(relaySegment_mask_offset), .mask_length(relaySegment_mask_length),
    .isMaskRefused(windowArithmetic_window_isOutside),
    .commit_valid(sequencer_commits_call || sequencer_commits_recordReturn), .commit_link(registers_commit_link),
    .commit_failure_valid(buffer_failure_valid), .commit_failure_payload(buffer_failure_payload),
    .stagedCapability(staging_staged_space_capability), .stagedList(staging_staged_space_list),
    .tables_entryBase(registers_tables_entryBase), .tables_link(registers_tables_link),
    .tables_linkBase(registers_tables_linkBase), .tables_linkLimit(registers_tables_linkLimit),
    .tables_entryCount(registers_tables_entryCount), .tables_capability(registers_tables_capability),
    .tables_list(registers_tables_list), .tables_linkFailed(registers_tables_linkFailed),
    .tables_caller(registers_tables_caller), .tables_isClosed(registers_tables_isClosed),
    .writes_landsCapability(registers_writes_landsCapability), .writes_landsList(registers_writes_landsList),
    .writes_landsVirtual(registers_writes_landsVirtual), .writes_landsPhysical(registers_writes_landsPhysical),
    .writes_landsLength(registers_writes_landsLength), .writes_landsOffset(registers_writes_landsOffset),
    .writes_refreshesLength(registers_writes_refreshesLength),
    .writes_refreshesOffset(registers_writes_refreshesOffset), .writes_commitsVirtual(registers_writes_commitsVirtual),
    .writes_commitsPhysical(registers_writes_commitsPhysical), .writes_commitsLength(registers_writes_commitsLength),
    .writes_commitsMaskOffset(registers_writes_commitsMaskOffset),
    .writes_commitsMaskLength(registers_writes_commitsMaskLength), .writes_isHigh(registers_writes_isHigh),
    .writes_isOdd(registers_writes_isOdd),
    .emptiesCache(registers_emptiesCache)
  );

  RelaySegment relaySegment (
    .clock(clock), .reset(reset),
    .writes_landsCapability(registers_writes_landsCapability), .writes_landsList(registers_writes_landsList),
    .writes_landsVirtual(registers_writes_landsVirtual), .writes_landsPhysical(registers_writes_landsPhysical),
    .writes_landsLength(registers_writes_landsLength), .writes_landsOffset(registers_writes_landsOffset),
    .writes_refreshesLength(registers_writes_refreshesLength),
    .writes_refreshesOffset(registers_writes_refreshesOffset), .writes_commitsVirtual(registers_writes_commitsVirtual),
    .writes_commitsPhysical(registers_writes_commitsPhysical), .writes_commitsLength(registers_writes_commitsLength),
    .writes_commitsMaskOffset(registers_writes_commitsMaskOffset),
    .writes_commitsMaskLength(registers_writes_commitsMaskLength), .writes_isHigh(registers_writes_isHigh),
    .writes_isOdd(registers_writes_isOdd),
    .commits_call(sequencer_commits_call), .commits_recordReturn(sequencer_commits_recordReturn),
    .commits_exchange(sequencer_commits_exchange), .commits_isCalling(sequencer_commits_isCalling),
    .commits_isReturning(sequencer_commits_isReturning),
    .staged_virtual(staging_staged_segment_virtual), .staged_physical(staging_staged_segment_physical),
    .staged_permission(staging_staged_segment_permission), .staged_length(staging_staged_segment_length),
    .stagedMask_offset(staging_staged_mask_offset), .stagedMask_length(staging_staged_mask_length),
    .window_virtual(windowArithmetic_window_virtual), .window_physical(windowArithmetic_window_physical),
    .window_startsBeyond(windowArithmetic_window_startsBeyond), .window_rest(windowArithmetic_window_rest),
    .window_isOutside(windowArithmetic_window_isOutside), .window_isCurrent(windowArithmetic_window_isCurrent),
    .window_endsBeyond(windowArithmetic_window_endsBeyond),
    .segment_virtual(relaySegment_segment_virtual), .segment_physical(relaySegment_segment_physical),
    .segment_permission(relaySegment_segment_permission), .segment_length(relaySegment_segment_length),
    .mask_offset(relaySegment_mask_offset), .mask_length(relaySegment_mask_length)
  );

  Staging staging (
    .clock(clock),
    .progress_state(sequencer_progress_state), .progress_operation(sequencer_progress_operation),
    .progress_operand(sequencer_progress_operand), .progress_returnPC(sequencer_progress_returnPC),
    .progress_starts(sequencer_progress_starts), .progress_isQuiet(sequencer_progress_isQuiet),
    .progress_arrivals(sequencer_progress_arrivals), .progress_departures(sequencer_progress_departures),
    .progress_listArrivals(sequencer_progress_listArrivals), .progress_isRestoring(sequencer_progress_isRestoring),
    .progress_awaitsPlace(sequencer_progress_awaitsPlace), .progress_fills(sequencer_progress_fills),
    .progress_isFromBuffer(sequencer_progress_isFromBuffer),
    .writes_landsCapability(registers_writes_landsCapability), .writes_landsList(registers_writes_landsList),
    .writes_landsVirtual(registers_writes_landsVirtual), .writes_landsPhysical(registers_writes_landsPhysical),
    .writes_landsLength(registers_writes_landsLength), .writes_landsOffset(registers_writes_landsOffset),
    .writes_refreshesLength(registers_writes_refreshesLength),
    .writes_refreshesOffset(registers_writes_refreshesOffset), .writes_commitsVirtual(registers_writes_commitsVirtual),
    .writes_commitsPhysical(registers_writes_commitsPhysical), .writes_commitsLength(registers_writes_commitsLength),
    .writes_commitsMaskOffset(registers_writes_commitsMaskOffset),
    .writes_commitsMaskLength(registers_writes_commitsMaskLength), .writes_isHigh(registers_writes_isHigh),
    .writes_isOdd(registers_writes_isOdd),
    .response(memory_response_payload_data), .departing(memoryInterface_data), .value(csr_value),
    .takes_space(staging_takes_space), .takes_segment(staging_takes_segment),
    .takes_record_space_pc(staging_takes_record_space_pc), .takes_record_space_satp(staging_takes_record_space_satp),
    .takes_record_space_capability(staging_takes_record_space_capability),
    .takes_record_space_list(staging_takes_record_space_list),
    .takes_record_segment_virtual(staging_takes_record_segment_virtual),
    .takes_record_segment_physical(staging_takes_record_segment_physical),
    .takes_record_segment_permission(staging_takes_record_segment_permission),
    .takes_record_segment_length(staging_takes_record_segment_length),
    .takes_record_mask_offset(staging_takes_record_mask_offset),
    .takes_record_mask_length(staging_takes_record_mask_length),
    .currentLength(relaySegment_segment_length),
    .staged_space_pc(staging_staged_space_pc), .staged_space_satp(staging_staged_space_satp),
    .staged_space_capability(staging_staged_space_capability), .staged_space_list(staging_staged_space_list),
    .staged_segment_virtual(staging_staged_segment_virtual), .staged_segment_physical(staging_staged_segment_physical),
    .staged_segment_permission(staging_staged_segment_permission),
    .staged_segment_length(staging_staged_segment_length), .staged_mask_offset(staging_staged_mask_offset),
    .staged_mask_length(staging_staged_mask_length),
    .isValid(staging_isValid), .isBusy(staging_isBusy), .raw(staging_raw)
  );

  WindowArithmetic windowArithmetic (
    .staged_virtual(staging_staged_segment_virtual), .staged_physical(staging_staged_segment_physical),
    .staged_permission(staging_staged_segment_permission), .staged_length(staging_staged_segment_length),
    .stagedMask_offset(staging_staged_mask_offset), .stagedMask_length(staging_staged_mask_length),
    .segment_virtual(relaySegment_segment_virtual), .segment_physical(relaySegment_segment_physical),
    .segment_permission(relaySegment_segment_permission), .segment_length(relaySegment_segment_length),
    .maskOffset(relaySegment_mask_offset),
    .writes_landsCapability(registers_writes_landsCapability), .writes_landsList(registers_writes_landsList),
    .writes_landsVirtual(registers_writes_landsVirtual), .writes_landsPhysical(registers_writes_landsPhysical),
    .writes_landsLength(registers_writes_landsLength), .writes_landsOffset(registers_writes_landsOffset),
    .writes_refreshesLength(registers_writes_refreshesLength),
    .writes_refreshesOffset(registers_writes_refreshesOffset), .writes_commitsVirtual(registers_writes_commitsVirtual),
    .writes_commitsPhysical(registers_writes_commitsPhysical), .writes_commitsLength(registers_writes_commitsLength),
    .writes_commitsMaskOffset(registers_writes_commitsMaskOffset),
    .writes_commitsMaskLength(registers_writes_commitsMaskLength), .writes_isHigh(registers_writes_isHigh),
    .writes_isOdd(registers_writes_isOdd),
    .isWindow(windowArithmetic_isWindow), .isCalling(sequencer_commits_isCalling),
    .window_virtual(windowArithmetic_window_virtual), .window_physical(windowArithmetic_window_physical),
    .window_startsBeyond(windowArithmetic_window_startsBeyond), .window_rest(windowArithmetic_window_rest),
    .window_isOutside(windowArithmetic_window_isOutside), .window_isCurrent(windowArithmetic_window_isCurrent),
    .window_endsBeyond(windowArithmetic_window_endsBeyond)
  );

  MemoryInterface memoryInterface (
    .clock(clock), .reset(reset),
    .progress_state(sequencer_progress_state), .progress_operation(sequencer_progress_operation),
    .progress_operand(sequencer_progress_operand), .progress_returnPC(sequencer_progress_returnPC),
    .progress_starts(sequencer_progress_starts), .progress_isQuiet(sequencer_progress_isQuiet),
    .progress_arrivals(sequencer_progress_arrivals), .progress_departures(sequencer_progress_departures),
    .progress_listArrivals(sequencer_progress_listArrivals), .progress_isRestoring(sequencer_progress_isRestoring),
    .progress_awaitsPlace(sequencer_progress_awaitsPlace), .progress_fills(sequencer_progress_fills),
    .progress_isFromBuffer(sequencer_progress_isFromBuffer),
    .request_valid(sequencer_request_valid), .request_operation(sequencer_request_operation),
    .request_base(sequencer_request_base), .request_isBelow(sequencer_request_isBelow),
    .request_beat(sequencer_request_beat), .request_nextBeat(sequencer_request_nextBeat),
    .request_usesRaw(sequencer_request_usesRaw),
    .drain_valid(buffer_request_valid), .drain_block(buffer_request_block), .drain_beat(buffer_request_beat),
    .drain_data(buffer_request_data),
    .tables_entryBase(registers_tables_entryBase), .tables_link(registers_tables_link),
    .tables_linkBase(registers_tables_linkBase), .tables_linkLimit(registers_tables_linkLimit),
    .tables_entryCount(registers_tables_entryCount), .tables_capability(registers_tables_capability),
    .tables_list(registers_tables_list), .tables_linkFailed(registers_tables_linkFailed),
    .tables_caller(registers_tables_caller), .tables_isClosed(registers_tables_isClosed),
    .capabilityBase(capabilities_base), .capabilityWord(capabilities_wordNumber), .shown(registers_port_data),
    .source_valid(memoryInterface_source_valid), .source_payload(memoryInterface_source_payload),
    .record_space_pc(record_space_pc), .record_space_satp(record_space_satp),
    .record_space_capability(record_space_capability), .record_space_list(record_space_list),
    .record_segment_virtual(record_segment_virtual), .record_segment_physical(record_segment_physical),
    .record_segment_permission(record_segment_permission), .record_segment_length(record_segment_length),
    .record_mask_offset(record_mask_offset), .record_mask_length(record_mask_length),
    .raw(staging_raw), .satp(satp[63:32]),
    .port_valid(memoryInterface_port_valid), .port_ready(memory_request_ready),
    .port_payload_operation(memoryInterface_port_payload_operation),
    .port_payload_address(memoryInterface_port_payload_address), .port_payload_data(memoryInterface_port_payload_data),
    .port_payload_mask(memoryInterface_port_payload_mask),
    .address(memoryInterface_address), .data(memoryInterface_data)
  );

  ExceptionReport_physicalAddressBits40 report (
    .clock(clock),
    .raise_valid(sequencer_raise_valid), .raise_isMemoryError(sequencer_raise_isMemoryError),
    .raise_isMalformed(sequencer_raise_isMalformed), .raise_isTaken(sequencer_raise_isTaken),
    .raise_failsNow(sequencer_raise_failsNow), .raise_answer(sequencer_raise_answer),
    .progress_state(sequencer_progress_state), .progress_operation(sequencer_progress_operation),
    .progress_operand(sequencer_progress_operand), .progress_returnPC(sequencer_progress_returnPC),
    .progress_starts(sequencer_progress_starts), .progress_isQuiet(sequencer_progress_isQuiet),
    .progress_arrivals(sequencer_progress_arrivals), .progress_departures(sequencer_progress_departures),
    .progress_listArrivals(sequencer_progress_listArrivals), .progress_isRestoring(sequencer_progress_isRestoring),
    .progress_awaitsPlace(sequencer_progress_awaitsPlace), .progress_fills(sequencer_progress_fills),
    .progress_isFromBuffer(sequencer_progress_isFromBuffer),
    .findings_isKnown(findings_isKnown), .findings_isInTable(findings_isInTable),
    .findings_isInList(findings_isInList), .findings_isLinkInRange(findings_isLinkInRange),
    .findings_hasLinkFailed(findings_hasLinkFailed), .findings_isCached(findings_isCached),
    .findings_isBuffered(findings_isBuffered), .findings_isUnsettled(findings_isUnsettled),
    .findings_canPush(findings_canPush), .findings_isGranted(findings_isGranted), .findings_hasLeaf(findings_hasLeaf),
    .findings_isMalformedWord(findings_isMalformedWord), .findings_isMalformedEntry(findings_isMalformedEntry),
    .findings_isBusy(findings_isBusy), .findings_isRecordGood(findings_isRecordGood),
    .findings_isCurrent(findings_isCurrent),
    .address(memoryInterface_address), .cause(report_cause), .tval(report_tval), .isLinkage(report_isLinkage),
    .isStore(report_isStore), .clearsOperand(report_clearsOperand)
  );

  CapabilityCheck capabilities (
    .progress_state(sequencer_progress_state), .progress_operation(sequencer_progress_operation),
    .progress_operand(sequencer_progress_operand), .progress_returnPC(sequencer_progress_returnPC),
    .progress_starts(sequencer_progress_starts), .progress_isQuiet(sequencer_progress_isQuiet),
    .progress_arrivals(sequencer_progress_arrivals), .progress_departures(sequencer_progress_departures),
    .progress_listArrivals(sequencer_progress_listArrivals), .progress_isRestoring(sequencer_progress_isRestoring),
    .progress_awaitsPlace(sequencer_progress_awaitsPlace), .progress_fills(sequencer_progress_fills),
    .progress_isFromBuffer(sequencer_progress_isFromBuffer),
    .tables_entryBase(registers_tables_entryBase), .tables_link(registers_tables_link),
    .tables_linkBase(registers_tables_linkBase), .tables_linkLimit(registers_tables_linkLimit),
    .tables_entryCount(registers_tables_entryCount), .tables_capability(registers_tables_capability),
    .tables_list(registers_tables_list), .tables_linkFailed(registers_tables_linkFailed),
    .tables_caller(registers_tables_caller), .tables_isClosed(registers_tables_isClosed),
    .word(capabilities_word), .answersRoot(capabilities_answersRoot), .isKnown(capabilities_isKnown),
    .isInTable(capabilities_isInTable), .isInList(capabilities_isInList), .isGranted(capabilities_isGranted),
    .hasLeaf(capabilities_hasLeaf), .wordNumber(capabilities_wordNumber), .base(capabilities_base)
  );

  EntryCheck entries (
    .clock(clock),
    .progress_state(sequencer_progress_state), .progress_operation(sequencer_progress_operation),
    .progress_operand(sequencer_progress_operand), .progress_returnPC(sequencer_progress_returnPC),
    .progress_starts(sequencer_progress_starts), .progress_isQuiet(sequencer_progress_isQuiet),
    .progress_arrivals(sequencer_progress_arrivals), .progress_departures(sequencer_progress_departures),
    .progress_listArrivals(sequencer_progress_listArrivals), .progress_isRestoring(sequencer_progress_isRestoring),
    .progress_awaitsPlace(sequencer_progress_awaitsPlace), .progress_fills(sequencer_progress_fills),
    .progress_isFromBuffer(sequencer_progress_isFromBuffer),
    .words_0(memory_response_payload_data[63:0]), .words_1(memory_response_payload_data[127:64]),
    .words_2(memory_response_payload_data[191:128]), .words_3(memory_response_payload_data[255:192]),
    .words_4(memory_response_payload_data[319:256]), .words_5(memory_response_payload_data[383:320]),
    .words_6(memory_response_payload_data[447:384]), .words_7(memory_response_payload_data[511:448]),
    .listWords_0(entries_listWords_0), .listWords_1(entries_listWords_1), .listWords_2(entries_listWords_2),
    .staged_virtual(staging_staged_segment_virtual), .staged_physical(staging_staged_segment_physical),
    .staged_permission(staging_staged_segment_permission), .staged_length(staging_staged_segment_length),
    .endsBeyond(windowArithmetic_window_endsBeyond), .isMalformedWord(entries_isMalformedWord),
    .isMalformedEntry(entries_isMalformedEntry)
  );

  EntryCache cache (
    .clock(clock), .reset(reset),
    .progress_state(sequencer_progress_state), .progress_operation(sequencer_progress_operation),
    .progress_operand(sequencer_progress_operand), .progress_returnPC(sequencer_progress_returnPC),
    .progress_starts(sequencer_progress_starts), .progress_isQuiet(sequencer_progress_isQuiet),
    .progress_arrivals(sequencer_progress_arrivals), .progress_departures(sequencer_progress_departures),
    .progress_listArrivals(sequencer_progress_listArrivals), .progress_isRestoring(sequencer_progress_isRestoring),
    .progress_awaitsPlace(sequencer_progress_awaitsPlace), .progress_fills(sequencer_progress_fills),
    .progress_isFromBuffer(sequencer_progress_isFromBuffer),
    .capability(registers_tables_capability), .empties(emptyCache || registers_emptiesCache),
    .filling_pc(staging_staged_space_pc), .filling_satp(staging_staged_space_satp),
    .filling_capability(staging_staged_space_capability), .filling_list(staging_staged_space_list),
    .isHit(cache_isHit),
    .entry_pc(cache_entry_pc), .entry_satp(cache_entry_satp), .entry_capability(cache_entry_capability),
    .entry_list(cache_entry_list)
  );

  LinkBuffer buffer (
    .clock(clock), .reset(reset),
    .progress_state(sequencer_progress_state), .progress_operation(sequencer_progress_operation),
    .progress_operand(sequencer_progress_operand), .progress_returnPC(sequencer_progress_returnPC),
    .progress_starts(sequencer_progress_starts), .progress_isQuiet(sequencer_progress_isQuiet),
    .progress_arrivals(sequencer_progress_arrivals), .progress_departures(sequencer_progress_departures),
    .progress_listArrivals(sequencer_progress_listArrivals), .progress_isRestoring(sequencer_progress_isRestoring),
    .progress_awaitsPlace(sequencer_progress_awaitsPlace), .progress_fills(sequencer_progress_fills),
    .progress_isFromBuffer(sequencer_progress_isFromBuffer),
    .link(registers_tables_link), .pushes(sequencer_commits_call),
    .pops(sequencer_commits_recordReturn && sequencer_progress_isFromBuffer),
    .record_space_pc(record_space_pc), .record_space_satp(record_space_satp),
    .record_space_capability(record_space_capability), .record_space_list(record_space_list),
    .record_segment_virtual(record_segment_virtual), .record_segment_physical(record_segment_physical),
    .record_segment_permission(record_segment_permission), .record_segment_length(record_segment_length),
    .record_mask_offset(record_mask_offset), .record_mask_length(record_mask_length),
    .isReady(memory_request_ready), .answers(memory_response_valid && buffer_hasSent),
    .error(memory_response_payload_error),
    .request_valid(buffer_request_valid), .request_block(buffer_request_block), .request_beat(buffer_request_beat),
    .request_data(buffer_request_data),
    .isQuiet(buffer_isQuiet), .hasSent(buffer_hasSent), .canPush(buffer_canPush), .isBuffered(buffer_isBuffered),
    .isUnsettled(buffer_isUnsettled),
    .youngest_space_pc(buffer_youngest_space_pc), .youngest_space_satp(buffer_youngest_space_satp),
    .youngest_space_capability(buffer_youngest_space_capability), .youngest_space_list(buffer_youngest_space_list),
    .youngest_segment_virtual(buffer_youngest_segment_virtual),
    .youngest_segment_physical(buffer_youngest_segment_physical),
    .youngest_segment_permission(buffer_youngest_segment_permission),
    .youngest_segment_length(buffer_youngest_segment_length), .youngest_mask_offset(buffer_youngest_mask_offset),
    .youngest_mask_length(buffer_youngest_mask_length),
    .failure_valid(buffer_failure_valid), .failure_payload(buffer_failure_payload), .isDrained(buffer_isDrained)
  );

  LinkCheck linkCheck (.tables_entryBase(registers_tables_entryBase), .tables_link(registers_tables_link),
    .tables_linkBase(registers_tables_linkBase), .tables_linkLimit(registers_tables_linkLimit),
    .tables_entryCount(registers_tables_entryCount), .tables_capability(registers_tables_capability),
    .tables_list(registers_tables_list), .tables_linkFailed(registers_tables_linkFailed),
    .tables_caller(registers_tables_caller), .tables_isClosed(registers_tables_isClosed),
    .isReturn(sequencer_progress_operation == XPCOperation_xret), .isInRange(linkCheck_isInRange));

  RelayTranslation dataTranslation (
    .clock(clock), .reset(reset),
    .port_address(data_address), .port_size(data_size), .port_read(data_read), .port_write(data_write),
    .port_privilege(data_privilege), .port_hit(dataTranslation_port_hit),
    .port_physical(dataTranslation_port_physical), .port_fault(dataTranslation_port_fault),
    .port_tval(dataTranslation_port_tval),
    .sum(sum), .isClosed(registers_tables_isClosed),
    .segment_virtual(relaySegment_segment_virtual), .segment_physical(relaySegment_segment_physical),
    .segment_permission(relaySegment_segment_permission), .segment_length(relaySegment_segment_length)
  );

  FetchTranslation fetchTranslation (.port_address(fetch_address), .port_size(fetch_size),
    .port_fault(fetchTranslation_port_fault), .port_tval(fetchTranslation_port_tval), .privilege(privilege), .sum(sum),
    .isClosed(registers_tables_isClosed), .segment_virtual(relaySegment_segment_virtual),
    .segment_physical(relaySegment_segment_physical), .segment_permission(relaySegment_segment_permission),
    .segment_length(relaySegment_segment_length));

`ifdef FORMAL
  localparam [1:0] XPCOperation_swapseg = 2'd2;
  localparam [2:0] SequencerState_capability = 3'd3, SequencerState_load = 3'd4, SequencerState_store = 3'd6;
  reg [38:0] read_pc = 39'd0;
  reg [28:0] read_satp = 29'd0;
  reg [37:0] read_capability = 38'd0, read_list = 38'd0;
  reg [4:0] seen = 5'd0;
  reg hasCalled = 1'b0, hasPaused = 1'b0, runs = 1'b0, wasUser = 1'b0, isFirst = 1'b1;
  reg [2:0] steps = 3'd0;
  reg [397:0] registers_1_past = 398'd0;
  reg [373:0] kernels_past = 374'd0;

  wire isCallish = (sequencer_progress_operation == XPCOperation_xcall)
      || (sequencer_progress_operation == XPCOperation_xprefetch);
  wire waits = memory_request_valid || !sequencer_progress_isQuiet || buffer_hasSent;
  wire [397:0] registers_1 = {registers_tables_entryBase, registers_tables_entryCount, registers_tables_link,
    registers_tables_linkBase, registers_tables_linkLimit, registers_tables_capability, registers_tables_list,
    relaySegment_segment_length, relaySegment_segment_permission, relaySegment_segment_physical,
    relaySegment_segment_virtual, relaySegment_mask_length, relaySegment_mask_offset};
  wire [373:0] kernels = {registers_tables_entryBase, registers_tables_entryCount, registers_tables_link,
    registers_tables_linkBase, registers_tables_linkLimit, registers_tables_capability, registers_tables_list,
    registers_tables_caller, relaySegment_segment_length, relaySegment_segment_permission,
    relaySegment_segment_physical, relaySegment_segment_virtual};
  wire hasLooked = (sequencer_progress_state == SequencerState_root)
      || (sequencer_progress_state == SequencerState_capability)
      || (sequencer_progress_state == SequencerState_load)
      || (sequencer_progress_state == SequencerState_act)
      || (sequencer_progress_state == SequencerState_store);
  wire setsMask = registers_writes_commitsMaskOffset || registers_writes_commitsMaskLength;
  wire setsAddress = registers_writes_commitsVirtual || registers_writes_commitsPhysical;
  wire moves_1 = (sequencer_progress_operation == XPCOperation_xcall)
      && !((sequencer_progress_state == SequencerState_idle)
          || (sequencer_progress_state == SequencerState_check)
          || (sequencer_progress_state == SequencerState_raise));
  wire read_pc_enable = (sequencer_progress_state == SequencerState_check) && cache_isHit;
  wire [34:0] check_difference = windowArithmetic_window_virtual - relaySegment_segment_virtual;

  always @(posedge clock) begin
    if (sequencer_progress_arrivals[2]) read_pc <= memory_response_payload_data[167:129];
    if (read_pc_enable) read_pc <= cache_entry_pc;
  end

  always @(posedge clock) begin
    if (sequencer_progress_arrivals[1]) begin
      read_satp <= {memory_response_payload_data[127], memory_response_payload_data[91:64]};
    end
    if (read_pc_enable) read_satp <= cache_entry_satp;
  end

  always @(posedge clock) begin
    if (sequencer_progress_arrivals[3]) begin
      read_capability <= {
        memory_response_payload_data[231:198],
        |memory_response_payload_data[197:196] ? 4'd15 : memory_response_payload_data[195:192]
      };
    end
    if (read_pc_enable) read_capability <= cache_entry_capability;
  end

  always @(posedge clock) begin
    if (sequencer_progress_arrivals[4]) begin
      read_list <= {
        memory_response_payload_data[295:262],
        ((|memory_response_payload_data[261:260])
            || (memory_response_payload_data[258] && memory_response_payload_data[259])) ?
              4'd12 :
          memory_response_payload_data[259:256]
      };
    end
    if (read_pc_enable) read_list <= cache_entry_list;
  end

  always @(posedge clock)
    if (reset) seen <= 5'd0;
    else begin
      seen <= seen | sequencer_progress_arrivals[4:0];
      if ((sequencer_progress_state == SequencerState_check) && cache_isHit) seen <= 5'd31;
      if (sequencer_progress_state == SequencerState_idle) seen <= 5'd0;
    end

  always @(posedge clock)
    if (reset) hasCalled <= 1'b0;
    else hasCalled <= sequencer_commits_call;

  always @(posedge clock)
    if (reset) begin steps <= 3'd0; hasPaused <= 1'b0; end
    else if (sequencer_progress_state == SequencerState_idle) begin steps <= 3'd0; hasPaused <= 1'b0; end
    else begin
      if (!waits) steps <= steps + 3'd1;
      if (!waits && sequencer_progress_awaitsPlace) hasPaused <= 1'b1;
    end

  always @(posedge clock)
    if (reset) runs <= 1'b0;
    else begin
      runs <= (sequencer_progress_state != SequencerState_idle)
          && !sequencer_commits_call
          && !sequencer_commits_recordReturn
          && !sequencer_commits_exchange;
    end

  always @(posedge clock) registers_1_past <= registers_1;

  always @(posedge clock)
    if (reset) wasUser <= 1'b0;
    else begin
      wasUser <= (privilege == 2'd0)
          && !sequencer_commits_call
          && !sequencer_commits_recordReturn
          && !sequencer_commits_exchange;
    end

  always @(posedge clock) kernels_past <= kernels;

  always @(posedge clock)
    if (reset) isFirst <= 1'b1;
    else isFirst <= 1'b0;

  always @(posedge clock)
    if (!reset) begin
      // R4.3 a command is killed or answered, not both
      assert (!(killed && response_valid));
      // P3 the segment after xcall is inside the one before
      assert (!(sequencer_commits_call && !windowArithmetic_window_startsBeyond)
        || ((relaySegment_segment_virtual <= windowArithmetic_window_virtual)
          && ((check_difference + {6'd0, relaySegment_mask_length}) <= {6'd0, relaySegment_segment_length})
          && ((windowArithmetic_window_physical - relaySegment_segment_physical) == {2'd0, check_difference})));
      // P2 xcall goes where the x-entry says that was read for it or for its prefetch
      assert (!sequencer_commits_call
        || ((response_payload_pc == {{24{read_pc[38]}}, read_pc, 1'b0})
          && (satpOut_payload == {read_satp[28], 35'd0, read_satp[27:0]})));
      // P2 word 1 of the x-entry is staged as it came
      assert (!(isCallish && seen[1]) || (staging_staged_space_satp == read_satp));
      // P2 word 2 of the x-entry is staged as it came
      assert (!(isCallish && seen[2]) || (staging_staged_space_pc == read_pc));
      // P2 word 3 of the x-entry is staged as it came
      assert (!(isCallish && seen[3]) || (staging_staged_space_capability == read_capability));
      // P2 word 4 of the x-entry is staged as it came
      assert (!(isCallish && seen[4]) || (staging_staged_space_list == read_list));
      // P2 an x-entry is judged when it has come
      assert (!(isCallish
            && ((sequencer_progress_state == SequencerState_act)
              || (sequencer_progress_state == SequencerState_store)))
        || (&seen));
      // P2 xprefetch keeps what it read
      assert (!sequencer_progress_fills
        || ({
              staging_staged_space_list,
              staging_staged_space_capability,
              staging_staged_space_satp,
              staging_staged_space_pc
            }
          == {read_list, read_capability, read_satp, read_pc}));
      // R7.3 an x-entry is read when the cache has none
      assert (!((sequencer_progress_state == SequencerState_root)
            || (sequencer_progress_state == SequencerState_capability)
            || (sequencer_progress_state == SequencerState_load))
        || !cache_isHit);
      // R7.3 what came out of the cache is still what the cache has
      assert (!((sequencer_progress_state == SequencerState_act) && cache_isHit)
        || ({
              staging_staged_space_list,
              staging_staged_space_capability,
              staging_staged_space_satp,
              staging_staged_space_pc
            }
          == {cache_entry_list, cache_entry_capability, cache_entry_satp, cache_entry_pc}));
      // P2 after xcall xcap and xseglist are those of the x-entry
      assert (!hasCalled || ((registers_tables_capability == read_capability) && (registers_tables_list == read_list)));
      // P2 xcall gives the caller's identity
      assert (!sequencer_commits_call || (t0_valid && (t0_payload[33:0] == registers_tables_caller)));
      // P9 an instruction begins and reads without delay
      assert (!((sequencer_progress_state == SequencerState_check)
            || (sequencer_progress_state == SequencerState_root)
            || (sequencer_progress_state == SequencerState_capability)
            || (sequencer_progress_state == SequencerState_load))
        || ((steps <= 3'd1) && !hasPaused));
      // P9 an instruction acts without delay
      assert ((sequencer_progress_state != SequencerState_act) || (steps <= ({2'd0, hasPaused} + 3'd2)));
      // P9 an instruction stores without delay
      assert ((sequencer_progress_state != SequencerState_store) || (steps <= 3'd3));
      // P9 an instruction raises without delay
      assert ((sequencer_progress_state != SequencerState_raise) || (steps <= 3'd4));
      // P9 an instruction that waits for nothing goes on
      assert (steps <= 3'd5);
      // P9 a place becomes free once
      assert (!hasPaused || !sequencer_progress_awaitsPlace);
      // P9 only xcall waits for a place
      assert (!(hasPaused && (sequencer_progress_state != SequencerState_idle))
        || (sequencer_progress_operation == XPCOperation_xcall));
      // an instruction's requests and a record's do not mix
      assert (sequencer_progress_isQuiet || buffer_isQuiet);
      // P9 a return waits for a record once
      assert (!((|steps) && (sequencer_progress_state == SequencerState_check))
        || (buffer_isQuiet && !buffer_isUnsettled));
      // P9 no record is written while an instruction reads or stores
      assert (!((sequencer_progress_state == SequencerState_root)
            || (sequencer_progress_state == SequencerState_capability)
            || (sequencer_progress_state == SequencerState_load)
            || (sequencer_progress_state == SequencerState_store)
            || ((sequencer_progress_state == SequencerState_act)
              && ((sequencer_progress_operation == XPCOperation_swapseg)
                || ((sequencer_progress_operation == XPCOperation_xret) && !sequencer_progress_isFromBuffer))))
        || buffer_isQuiet);
      // P7 an instruction changes the registers by its commit only
      assert (!runs || (registers_1 == registers_1_past));
      // P8 user code changes S-mode registers by the instructions only
      assert (!wasUser || (kernels == kernels_past));
      // P16 after reset all registers are zero, and nothing is under way
      assert (!isFirst
        || ((registers_1 == 398'd0)
          && !registers_tables_linkFailed
          && registers_tables_isClosed
          && !enabled
          && !busy
          && drained
          && !response_valid
          && !memory_request_valid));
      // R4.xcall.1 the ID stays one
      assert (!(hasLooked
            && ((sequencer_progress_operation == XPCOperation_xcall)
              || (sequencer_progress_operation == XPCOperation_xprefetch)))
        || (findings_isKnown && findings_isInTable));
      // R4.swapseg.1 the index stays one
      assert (!(hasLooked && (sequencer_progress_operation == XPCOperation_swapseg)) || findings_isInList);
      // R4.xret.1 the record stays in range
      assert (!(hasLooked && (sequencer_progress_operation == XPCOperation_xret)) || findings_isLinkInRange);
      // R4.xret.1 no write of a record has failed when one is read
      assert (!(hasLooked && (sequencer_progress_operation == XPCOperation_xret) && !sequencer_progress_isFromBuffer)
        || !findings_hasLinkFailed);
      // R4.xret.4 what is written back was judged good
      assert (!((sequencer_progress_state == SequencerState_store)
            && (sequencer_progress_operation == XPCOperation_xret))
        || findings_isRecordGood);
      // R4.swapseg.5 what is stored over was judged good
      assert (!((sequencer_progress_state == SequencerState_store)
            && (sequencer_progress_operation == XPCOperation_swapseg)
            && !sequencer_progress_isRestoring)
        || (!findings_isBusy && !findings_isMalformedEntry));
      // an exchange only stores
      assert ((sequencer_progress_operation != XPCOperation_swapseg)
        || !((sequencer_progress_state == SequencerState_root)
            || (sequencer_progress_state == SequencerState_capability)));
      // a return does not look up
      assert ((sequencer_progress_operation != XPCOperation_xret)
        || !((sequencer_progress_state == SequencerState_root)
            || (sequencer_progress_state == SequencerState_capability)));
      // R2.8 with a list entry its length is staged for the mask
      assert (!((sequencer_progress_operation == XPCOperation_swapseg)
            && ((sequencer_progress_state == SequencerState_act)
              || (sequencer_progress_state == SequencerState_store)))
        || (staging_staged_mask_offset == staging_staged_segment_length));
      // R2.10 a mask is judged by the segment
      assert (!setsMask || (staging_staged_segment_length == relaySegment_segment_length));
      // R2.8 with an address the length is staged for the mask
      assert (!setsAddress || (staging_staged_mask_offset == relaySegment_segment_length));
      // R2.8 with a length it is staged for the mask
      assert (!registers_writes_commitsLength || (staging_staged_mask_offset == staging_staged_segment_length));
      // R4.xcall.6 a call has staged the segment
      assert (!moves_1
        || (({
                staging_staged_segment_length,
                staging_staged_segment_permission,
                staging_staged_segment_physical,
                staging_staged_segment_virtual
              }
            == {
                relaySegment_segment_length,
                relaySegment_segment_permission,
                relaySegment_segment_physical,
                relaySegment_segment_virtual
              })
          && ({staging_staged_mask_length, staging_staged_mask_offset}
            == {relaySegment_mask_length, relaySegment_mask_offset})));
      // P11 buffered records lie inside the link stack
      assert (buffer_isDrained
        || ((registers_tables_linkBase <= buffer_request_block)
          && (buffer_request_block <= registers_tables_link)
          && (registers_tables_link <= registers_tables_linkLimit)
          && (buffer_request_block < registers_tables_linkLimit)));
    end
`endif
endmodule
`default_nettype wire
