`default_nettype none
module MemoryInterface (
  input  wire         clock, reset,
  input  wire [2:0]   progress_state,
  input  wire [1:0]   progress_operation,
  input  wire [63:0]  progress_operand,
  input  wire [38:0]  progress_returnPC,
  input  wire         progress_starts, progress_isQuiet,
  input  wire [7:0]   progress_arrivals, progress_departures,
  input  wire [2:0]   progress_listArrivals,
  input  wire         progress_isRestoring, progress_awaitsPlace, progress_fills, progress_isFromBuffer,
  input  wire         request_valid,
  input  wire [1:0]   request_operation, request_base,
  input  wire         request_isBelow,
  input  wire [3:0]   request_beat, request_nextBeat,
  input  wire         request_usesRaw, drain_valid,
  input  wire [33:0]  drain_block,
  input  wire [2:0]   drain_beat,
  input  wire [511:0] drain_data,
  input  wire [33:0]  tables_entryBase, tables_link, tables_linkBase, tables_linkLimit,
  input  wire [24:0]  tables_entryCount,
  input  wire [37:0]  tables_capability, tables_list,
  input  wire         tables_linkFailed,
  input  wire [33:0]  tables_caller,
  input  wire         tables_isClosed,
  input  wire [36:0]  capabilityBase,
  input  wire [17:0]  capabilityWord,
  input  wire [63:0]  shown,
  output wire         source_valid,
  output reg  [3:0]   source_payload,
  input  wire [38:0]  record_space_pc,
  input  wire [28:0]  record_space_satp,
  input  wire [37:0]  record_space_capability, record_space_list,
  input  wire [34:0]  record_segment_virtual,
  input  wire [36:0]  record_segment_physical,
  input  wire [1:0]   record_segment_permission,
  input  wire [28:0]  record_segment_length, record_mask_offset, record_mask_length,
  input  wire [63:0]  raw,
  input  wire [31:0]  satp,
  output wire         port_valid,
  input  wire         port_ready,
  output wire [1:0]   port_payload_operation,
  output wire [39:0]  port_payload_address,
  output wire [511:0] port_payload_data,
  output wire [63:0]  port_payload_mask,
  output wire [36:0]  address,
  output wire [511:0] data
);
  localparam [1:0] XPCOperation_xret = 2'd1, XPCOperation_swapseg = 2'd2;
  localparam [1:0] XPCMemoryOperation_store = 2'd1;
  localparam [2:0] SequencerState_idle = 3'd0;
  localparam [3:0] RegisterSource_xcap             = 4'd2;
  localparam [3:0] RegisterSource_xlinkerrOrReturn = 4'd7;
  localparam [3:0] RegisterSource_xseglist         = 4'd8;
  localparam [3:0] RegisterSource_xsegva           = 4'd9;
  localparam [3:0] RegisterSource_xsegpa           = 4'd10;
  localparam [3:0] RegisterSource_xseglen          = 4'd11;
  localparam [3:0] RegisterSource_xmaskoff         = 4'd12;
  localparam [3:0] RegisterSource_satp             = 4'd15;

  wire [63:0] port_payload_data_extended = {26'd0, record_segment_virtual, 3'd0};
  wire [63:0] port_payload_data_extended_2 = {24'd0, record_segment_physical, 1'b0, record_segment_permission};
  wire [63:0] port_payload_data_extended_3 = {32'd0, record_segment_length, 3'd0};
  wire [63:0] port_payload_data_choice = request_usesRaw ? raw : port_payload_data_extended_2;
  wire [63:0] port_payload_mask_joined = {
    {8{(progress_operation != XPCOperation_swapseg) && (progress_operation != XPCOperation_xret)}},
    {8{(progress_operation == XPCOperation_swapseg) ? progress_operand[0] && !request_usesRaw :
         progress_operation != XPCOperation_xret}},
    {8{(progress_operation == XPCOperation_swapseg) ? progress_operand[0] : progress_operation != XPCOperation_xret}},
    {8{(progress_operation == XPCOperation_swapseg) ? progress_operand[0] && !request_usesRaw :
         progress_operation != XPCOperation_xret}},
    {8{(progress_operation != XPCOperation_swapseg) && (progress_operation != XPCOperation_xret)}},
    {8{(progress_operation == XPCOperation_swapseg) ? !progress_operand[0] && !request_usesRaw :
         progress_operation != XPCOperation_xret}},
    {8{(progress_operation == XPCOperation_swapseg) ? !progress_operand[0] : progress_operation != XPCOperation_xret}},
    {8{(progress_operation != XPCOperation_swapseg) || (!progress_operand[0] && !request_usesRaw)}}
  };
  wire [36:0] sum_choice =
    request_base[1] ? (request_base[0] ? {{34{request_isBelow}}, 3'd0} : {23'd0, progress_operand[11:0], 2'd0}) :
    request_base[0] ? {10'd0, progress_operand[23:0], 3'd0} :
    {19'd0, capabilityWord};
  wire [36:0] sum = (request_base[1] ? (request_base[0] ? {tables_link, 3'd0} : {tables_list[37:4], 3'd0}) :
        request_base[0] ? {tables_entryBase, 3'd0} :
        capabilityBase)
      + sum_choice;
  wire [2:0] word = 3'd0;
  wire [36:0] line = sum;

  always @* begin
    source_payload = RegisterSource_xseglen;
    case (request_nextBeat[2:0])
      3'd0: source_payload = RegisterSource_xlinkerrOrReturn;
      3'd1: source_payload = RegisterSource_satp;
      3'd2: source_payload = RegisterSource_xcap;
      3'd3: source_payload = RegisterSource_xseglist;
      3'd4: source_payload = RegisterSource_xsegva;
      3'd5: source_payload = RegisterSource_xsegpa;
      3'd6: source_payload = RegisterSource_xseglen;
      default: source_payload = RegisterSource_xmaskoff;
    endcase
    if (progress_operation == XPCOperation_swapseg) begin
      source_payload = RegisterSource_xsegva;
      if (request_nextBeat[0]) source_payload = RegisterSource_xseglen;
      if (request_nextBeat[1]) source_payload = RegisterSource_xsegpa;
    end
  end

  assign source_valid = progress_state != SequencerState_idle;
  assign port_valid = request_valid || drain_valid;
  assign port_payload_operation = drain_valid ? XPCMemoryOperation_store : request_operation;
  assign port_payload_address = {drain_valid ? drain_block | 34'd0 : line[36:3], 6'd0};
  assign port_payload_data = drain_valid ? drain_data : data;
  assign port_payload_mask = port_payload_mask_joined | {64{drain_valid}};
  assign address = sum;
  assign data = {
    (progress_operation == XPCOperation_swapseg) ? 64'd0 : {record_mask_length, 3'd0, record_mask_offset, 3'd0},
    port_payload_data_extended_3,
    (progress_operation == XPCOperation_swapseg) ? port_payload_data_choice : port_payload_data_extended_2,
    port_payload_data_extended,
    (progress_operation == XPCOperation_swapseg) ? 64'd0 :
      {24'd0, record_space_list[37:4], 2'd0, record_space_list[3:0]},
    (progress_operation == XPCOperation_swapseg) ? port_payload_data_extended_3 :
      {24'd0, record_space_capability[37:4], 2'd0, record_space_capability[3:0]},
    (progress_operation == XPCOperation_swapseg) ? port_payload_data_choice :
      {record_space_satp[28], 35'd0, record_space_satp[27:0]},
    (progress_operation == XPCOperation_swapseg) ? port_payload_data_extended :
      {{24{record_space_pc[38]}}, record_space_pc, progress_operation != XPCOperation_xret}
  };

  wire unused = &{1'b0, clock, reset, progress_operand[63:24], progress_returnPC, progress_starts, progress_isQuiet,
      progress_arrivals, progress_departures, progress_listArrivals, progress_isRestoring, progress_awaitsPlace,
      progress_fills, progress_isFromBuffer, request_beat, request_nextBeat[3], drain_beat, tables_linkBase,
      tables_linkLimit, tables_entryCount, tables_capability, tables_list[3:0], tables_linkFailed, tables_caller,
      tables_isClosed, shown, satp, port_ready, word, line[2:0]};

`ifdef FORMAL
  localparam [1:0] XPCMemoryOperation_load = 2'd0;
  localparam [2:0] SequencerState_check = 3'd1;
  localparam [1:0] AddressBase_capability = 2'd0;
  localparam [1:0] AddressBase_entry      = 2'd1;
  localparam [1:0] AddressBase_list       = 2'd2;
  localparam [1:0] AddressBase_link       = 2'd3;

  wire [36:0] check_difference = address - {tables_entryBase, 3'd0};
  wire [36:0] check_difference_2 = address - {tables_list[37:4], 3'd0};
  wire [36:0] check_difference_3 = address - capabilityBase;

  always @(posedge clock)
    if (!reset) begin
      // P11 records are accessed inside the link stack only
      assert (!(drain_valid || (request_valid && (request_base == AddressBase_link)))
        || ((tables_linkBase <= port_payload_address[39:6]) && (port_payload_address[39:6] < tables_linkLimit)));
      // P11 x-entries are read inside the table only
      assert (!(request_valid && !drain_valid && (request_base == AddressBase_entry))
        || ((port_payload_address[39:6] == address[36:3])
          && (check_difference[36:3] < {9'd0, tables_entryCount})
          && (request_operation == XPCMemoryOperation_load)));
      // P11 list entries are accessed inside the list only
      assert (!(request_valid && !drain_valid && (request_base == AddressBase_list))
        || ((port_payload_address[39:6] == address[36:3])
          && ((check_difference_2[36:2] >> tables_list[3:0]) == 35'd0)));
      // P11 capabilities are read inside the table only
      assert (!(request_valid && !drain_valid && (request_base == AddressBase_capability))
        || (((check_difference_3[36:3] >> tables_capability[3:0]) == 34'd0)
          && ((progress_state != SequencerState_check) || (capabilityBase == {tables_capability[37:4], 3'd0}))
          && (request_operation == XPCMemoryOperation_load)));
    end

  wire unused_2 = &{1'b0, check_difference[2:0], check_difference_2[1:0], check_difference_3[2:0]};
`endif
endmodule
`default_nettype wire
