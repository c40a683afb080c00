`default_nettype none
module LinkBuffer (
  input  wire        clock, reset,
  input  wire [2:0]  progress_state,
  input  wire [1:0]  progress_operation,
  input  wire [63:0] progress_operand,
  input  wire [38:0] progress_returnPC,
  input  wire        progress_starts, progress_isQuiet,
  input  wire [7:0]  progress_arrivals, progress_departures,
  input  wire [2:0]  progress_listArrivals,
  input  wire        progress_isRestoring, progress_awaitsPlace, progress_fills, progress_isFromBuffer,
  input  wire [33:0] link,
  input  wire        pushes, pops,
  input  wire [38:0] record_space_pc,
  input  wire [28:0] record_space_satp,
  input  wire [27:0] record_space_capability,
  input  wire [37:0] record_space_list,
  input  wire [34:0] record_segment_virtual,
  input  wire [36:0] record_segment_physical,
  input  wire [1:0]  record_segment_permission,
  input  wire [28:0] record_segment_length, record_mask_offset, record_mask_length,
  input  wire        isReady, answers, error,
  output wire        request_valid,
  output wire [33:0] request_block,
  output wire [2:0]  request_beat,
  output wire [63:0] request_data,
  output wire        isQuiet, hasSent, canPush, isBuffered, isUnsettled,
  output wire [38:0] youngest_space_pc,
  output wire [28:0] youngest_space_satp,
  output wire [27:0] youngest_space_capability,
  output wire [37:0] youngest_space_list,
  output wire [34:0] youngest_segment_virtual,
  output wire [36:0] youngest_segment_physical,
  output wire [1:0]  youngest_segment_permission,
  output wire [28:0] youngest_segment_length, youngest_mask_offset, youngest_mask_length,
  output wire        failure_valid,
  output wire [33:0] failure_payload,
  output wire        isDrained
);
  localparam [1:0] XPCOperation_xret = 2'd1;
  localparam [2:0] SequencerState_idle = 3'd0;
  reg [38:0] slots_0_space_pc = 39'd0, slots_1_space_pc = 39'd0;
  reg [28:0] slots_0_space_satp = 29'd0, slots_0_segment_length = 29'd0, slots_0_mask_offset = 29'd0;
  reg [28:0] slots_0_mask_length = 29'd0, slots_1_space_satp = 29'd0, slots_1_segment_length = 29'd0;
  reg [28:0] slots_1_mask_offset = 29'd0, slots_1_mask_length = 29'd0;
  reg [27:0] slots_0_space_capability = 28'd0, slots_1_space_capability = 28'd0;
  reg [37:0] slots_0_space_list = 38'd0, slots_1_space_list = 38'd0;
  reg [34:0] slots_0_segment_virtual = 35'd0, slots_1_segment_virtual = 35'd0;
  reg [36:0] slots_0_segment_physical = 37'd0, slots_1_segment_physical = 37'd0;
  reg [1:0] slots_0_segment_permission = 2'd0, slots_1_segment_permission = 2'd0, count = 2'd0;
  reg [3:0] sent = 4'd0, answered = 4'd0;
  reg isHeld = 1'b0, isCancelled = 1'b0, isFinished = 1'b0, hasFailed = 1'b0;

  wire [63:0] request_data_choice =
    sent[1] ?
        (sent[0] ? {24'd0, slots_0_space_list[37:4], 2'd0, slots_0_space_list[3:0]} :
          {24'd0, slots_0_space_capability, 12'd0}) :
    sent[0] ? {slots_0_space_satp[28], 35'd0, slots_0_space_satp[27:0]} :
    {{24{slots_0_space_pc[38]}}, slots_0_space_pc, 1'b1};
  wire quiet = (sent == answered) && !isHeld;
  wire valid = isHeld
      || ((((progress_state == SequencerState_idle) && progress_isQuiet && !progress_starts) || progress_awaitsPlace)
        && (|count)
        && !isCancelled
        && !isFinished
        && (sent != 4'd8));
  wire isLast = answers && (answered == 4'd7);
  wire popsOldest = pops && (count == 2'd1);
  wire leaves = isFinished && !isCancelled && !popsOldest;
  wire isRemoved = leaves || pops;
  wire [33:0] block = link - {32'd0, count};
  wire slots_0_space_pc_enable = (count == 2'd0) || ((count == 2'd1) && leaves);
  wire sent_enable = isLast || (isCancelled && quiet);

  assign request_valid = valid;
  assign request_block = block;
  assign request_beat = sent[2:0];
  assign request_data =
    sent[2] ?
        (sent[1] ?
              (sent[0] ? {slots_0_mask_length, 3'd0, slots_0_mask_offset, 3'd0} :
                {32'd0, slots_0_segment_length, 3'd0}) :
          sent[0] ? {24'd0, slots_0_segment_physical, 1'b0, slots_0_segment_permission} :
          {26'd0, slots_0_segment_virtual, 3'd0}) :
    request_data_choice;
  assign isQuiet = quiet && !valid;
  assign hasSent = sent != answered;
  assign canPush = (count != 2'd2) && !isCancelled;
  assign isBuffered = (progress_operation == XPCOperation_xret) && (|count);
  assign isUnsettled = isFinished && (progress_operation == XPCOperation_xret);
  assign youngest_space_pc = (count == 2'd2) ? slots_1_space_pc : slots_0_space_pc;
  assign youngest_space_satp = (count == 2'd2) ? slots_1_space_satp : slots_0_space_satp;
  assign youngest_space_capability = (count == 2'd2) ? slots_1_space_capability : slots_0_space_capability;
  assign youngest_space_list = (count == 2'd2) ? slots_1_space_list : slots_0_space_list;
  assign youngest_segment_virtual = (count == 2'd2) ? slots_1_segment_virtual : slots_0_segment_virtual;
  assign youngest_segment_physical = (count == 2'd2) ? slots_1_segment_physical : slots_0_segment_physical;
  assign youngest_segment_permission = (count == 2'd2) ? slots_1_segment_permission : slots_0_segment_permission;
  assign youngest_segment_length = (count == 2'd2) ? slots_1_segment_length : slots_0_segment_length;
  assign youngest_mask_offset = (count == 2'd2) ? slots_1_mask_offset : slots_0_mask_offset;
  assign youngest_mask_length = (count == 2'd2) ? slots_1_mask_length : slots_0_mask_length;
  assign failure_valid = leaves && hasFailed;
  assign failure_payload = block;
  assign isDrained = (count == 2'd0) && !isCancelled;

  always @(posedge clock) begin
    if (leaves) begin
      slots_0_space_pc <= slots_1_space_pc;
      slots_0_space_satp <= slots_1_space_satp;
      slots_0_space_capability <= slots_1_space_capability;
      slots_0_space_list <= slots_1_space_list;
      slots_0_segment_virtual <= slots_1_segment_virtual;
      slots_0_segment_physical <= slots_1_segment_physical;
      slots_0_segment_permission <= slots_1_segment_permission;
      slots_0_segment_length <= slots_1_segment_length;
      slots_0_mask_offset <= slots_1_mask_offset;
      slots_0_mask_length <= slots_1_mask_length;
    end
    if (pushes && slots_0_space_pc_enable) begin
      slots_0_space_pc <= record_space_pc;
      slots_0_space_satp <= record_space_satp;
      slots_0_space_capability <= record_space_capability;
      slots_0_space_list <= record_space_list;
      slots_0_segment_virtual <= record_segment_virtual;
      slots_0_segment_physical <= record_segment_physical;
      slots_0_segment_permission <= record_segment_permission;
      slots_0_segment_length <= record_segment_length;
      slots_0_mask_offset <= record_mask_offset;
      slots_0_mask_length <= record_mask_length;
    end
  end

  always @(posedge clock)
    if (pushes && !slots_0_space_pc_enable) begin
      slots_1_space_pc <= record_space_pc;
      slots_1_space_satp <= record_space_satp;
      slots_1_space_capability <= record_space_capability;
      slots_1_space_list <= record_space_list;
      slots_1_segment_virtual <= record_segment_virtual;
      slots_1_segment_physical <= record_segment_physical;
      slots_1_segment_permission <= record_segment_permission;
      slots_1_segment_length <= record_segment_length;
      slots_1_mask_offset <= record_mask_offset;
      slots_1_mask_length <= record_mask_length;
    end

  always @(posedge clock)
    if (reset) count <= 2'd0;
    else begin
      if (pushes && !isRemoved) count <= count + 2'd1;
      if (isRemoved && !pushes) count <= (leaves && pops) ? count - 2'd2 : count - 2'd1;
    end

  always @(posedge clock)
    if (reset) sent <= 4'd0;
    else begin
      if (valid && isReady) sent <= sent + 4'd1;
      if (sent_enable) sent <= 4'd0;
    end

  always @(posedge clock)
    if (reset) answered <= 4'd0;
    else begin
      if (answers) answered <= answered + 4'd1;
      if (sent_enable) answered <= 4'd0;
    end

  always @(posedge clock)
    if (reset) isHeld <= 1'b0;
    else isHeld <= valid && !isReady;

  always @(posedge clock)
    if (reset) isCancelled <= 1'b0;
    else if (popsOldest && !isFinished && ((|sent) || isHeld)) isCancelled <= 1'b1;
    else if (isCancelled && quiet) isCancelled <= 1'b0;

  always @(posedge clock)
    if (reset) isFinished <= 1'b0;
    else isFinished <= isLast;

  always @(posedge clock)
    if (reset) hasFailed <= 1'b0;
    else begin
      if (answers && error) hasFailed <= 1'b1;
      if (isFinished || (isCancelled && quiet)) hasFailed <= 1'b0;
    end

  wire unused = &{1'b0, progress_operand, progress_returnPC, progress_arrivals, progress_departures,
      progress_listArrivals, progress_isRestoring, progress_fills, progress_isFromBuffer};

`ifdef FORMAL
  localparam [2:0] SequencerState_load = 3'd4, SequencerState_act = 3'd5, SequencerState_store = 3'd6;
  reg [3:0] owed = 4'd0, written = 4'd0;

  wire hasPlace = isFinished || (count != 2'd2);

  always @(posedge clock)
    if (reset) owed <= 4'd0;
    else owed <= owed + {3'd0, valid && isReady} - {3'd0, answers};

  always @(posedge clock)
    if (reset) written <= 4'd0;
    else if (progress_state == SequencerState_idle) written <= 4'd0;
    else if (valid && isReady) written <= written + 4'd1;

  always @(posedge clock)
    if (!reset) begin
      // no more answers than requests
      assert ((answered <= sent) && (sent <= 4'd8) && (answered != 4'd8));
      // nothing is left to do for a written record
      assert (!isFinished || ((sent == 4'd0) && (answered == 4'd0) && !isHeld));
      // a write that has failed was answered
      assert (!hasFailed || (|answered) || isFinished);
      // only the last record is cancelled
      assert (!isCancelled || (count == 2'd0));
      // R7.9 the next return waits until the popped record is out of the way
      assert (!isCancelled
        || !((progress_operation == XPCOperation_xret)
            && ((progress_state == SequencerState_load)
              || (progress_state == SequencerState_act)
              || (progress_state == SequencerState_store))));
      // a request that waits is one of the record's
      assert (!isHeld || (sent != 4'd8));
      // a request needs a record
      assert (!((|sent) || isHeld || isFinished) || (|count) || isCancelled);
      // a record is written while no instruction needs the port
      assert (!isHeld || valid);
      // R7.9 a record that was found is there until it is taken
      assert (!(progress_isFromBuffer && (progress_state == SequencerState_act)) || (|count));
      // R7.9 memory is read for a return when the queue is empty
      assert (!((progress_operation == XPCOperation_xret)
            && ((progress_state == SequencerState_load)
              || (progress_state == SequencerState_store)
              || ((progress_state == SequencerState_act) && !progress_isFromBuffer)))
        || (count == 2'd0));
      // the queue holds no more than it has places
      assert (count <= 2'd2);
      // no push into a full queue
      assert (!pushes || ((count != 2'd2) && !isCancelled));
      // P4 a return takes a record that is there
      assert (!pops || (|count));
      // answers belong to requests
      assert (!answers || (sent != answered));
      // P9 a record waits only for what it asked
      assert (owed == (sent - answered));
      // P9 no second record is written while an instruction runs
      assert (!((progress_state != SequencerState_idle) && (sent < written)) || (hasPlace && !isHeld));
      // P9 an instruction waits for one record at most
      assert (written <= 4'd8);
      // a record is cancelled
      cover (isCancelled);
    end
`endif
endmodule
`default_nettype wire
