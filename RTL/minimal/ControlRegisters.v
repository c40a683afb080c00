`default_nettype none
module ControlRegisters (
  input  wire        clock, reset, port_valid,
  output wire        port_ready,
  input  wire [11:0] port_address,
  input  wire        port_write,
  input  wire [63:0] port_value,
  output wire [63:0] port_data,
  output wire        port_hit, port_illegal, port_exception,
  output wire [63:0] port_tval,
  input  wire [1:0]  privilege,
  input  wire        tvm, virtualised, isIdle,
  input  wire        words_valid,
  input  wire [3:0]  words_payload,
  input  wire [38:0] returnPC,
  input  wire        returnValid,
  input  wire [31:0] satp,
  input  wire [34:0] segment_virtual,
  input  wire [28:0] segment_physical,
  input  wire [1:0]  segment_permission,
  input  wire [28:0] segment_length, mask_offset, mask_length,
  input  wire        isMaskRefused, commit_valid,
  input  wire [25:0] commit_link,
  input  wire        commit_failure_valid,
  input  wire [25:0] commit_failure_payload,
  input  wire [29:0] stagedCapability, stagedList,
  output wire [25:0] tables_entryBase, tables_link, tables_linkBase, tables_linkLimit,
  output wire [24:0] tables_entryCount,
  output wire [29:0] tables_capability, tables_list,
  output wire        tables_linkFailed,
  output wire [25:0] tables_caller,
  output wire        tables_isClosed,
  output wire        writes_landsCapability, writes_landsList, writes_landsVirtual, writes_landsPhysical,
  output wire        writes_landsLength, writes_landsOffset, writes_refreshesLength, writes_refreshesOffset,
  output wire        writes_commitsVirtual, writes_commitsPhysical, writes_commitsLength, writes_commitsMaskOffset,
  output wire        writes_commitsMaskLength, writes_isHigh, writes_isOdd,
  output wire        emptiesCache
);
  localparam [1:0] AccessStep_select  = 2'd0;
  localparam [1:0] AccessStep_land    = 2'd1;
  localparam [1:0] AccessStep_refresh = 2'd2;
  localparam [1:0] AccessStep_commit  = 2'd3;

  reg [25:0] entryBase = 26'd0, capabilityBase = 26'd0, link = 26'd0, linkBase = 26'd0, linkLimit = 26'd0;
  reg [24:0] entryCount = 25'd0;
  reg [29:0] capability = 30'd0, list = 30'd0;
  reg [1:0] step = AccessStep_select;
  reg [3:0] source = 4'd0;

  wire [12:0] port_data_shifted = {12'd0, |list[29:4]} << list[3:0];
  wire isUser = port_address[11:2] == 10'd816;
  wire [63:0] port_data_choice =
    source[1] ?
        (source[0] ? {segment_permission & {2{isUser && !words_valid}}, 30'd0, segment_length, 3'd0} :
          {32'd0, segment_physical, 1'b0, segment_permission}) :
    source[0] ? {26'd0, segment_virtual, 3'd0} :
    {32'd0, list[29:4], 2'd0, list[3:0]};
  wire [63:0] port_data_choice_2 =
    source[2] ?
        (source[1] ?
              (source[0] ? {32'd0, satp} :
                (isUser && port_address[0]) ? {51'd0, port_data_shifted} :
                {38'd0, tables_caller}) :
          source[0] ? {32'd0, mask_length, 3'd0} :
          {32'd0, mask_offset, 3'd0}) :
    port_data_choice;
  wire [63:0] port_data_choice_3 =
    source[1] ? (source[0] ? {24'd0, returnPC, words_valid && returnValid} : {32'd0, linkLimit, 6'd0}) :
    source[0] ? {32'd0, linkBase, 6'd0} :
    {32'd0, link, 6'd0};
  wire writesKernel_condition = port_valid && port_write && (step != AccessStep_select);
  wire isKernel = (port_address[11:4] == 8'd92) && !(&port_address[3:2]);
  wire writesKernel = writesKernel_condition && isKernel && (privilege != 2'd0) && !virtualised;
  wire writes_landsCapability_condition = (step == AccessStep_land) && writesKernel;
  wire isClosed = (entryCount == 25'd0) || tvm || virtualised;
  wire isMask = port_address[11:1] == 11'h400;
  wire isIllegal = (isKernel && ((privilege == 2'd0) || virtualised))
      || ((isMask || isUser) && isClosed)
      || (isUser && port_write);
  wire writesMask = writesKernel_condition && isMask && !isClosed;
  wire writesStaged = writesMask
      || (writesKernel
        && ((port_address[3:0] == 4'd2)
          || (port_address[3:0] == 4'd8)
          || (port_address[3:0] == 4'd9)
          || (port_address[3:0] == 4'd10)
          || (port_address[3:0] == 4'd11)));
  wire commits = step == AccessStep_commit;

  assign port_ready = commits || ((step == AccessStep_land) && !writesStaged);
  assign port_data =
    source[3] ? port_data_choice_2 :
    source[2] ? port_data_choice_3 :
    source[1] ? (source[0] ? {32'd0, capabilityBase, 6'd0} : {32'd0, capability[29:4], 2'd0, capability[3:0]}) :
    source[0] ? {39'd0, entryCount} :
    {32'd0, entryBase, 6'd0};
  assign port_hit = isKernel || isMask || isUser;
  assign port_illegal = isIllegal;
  assign port_exception = commits && writesMask && isMaskRefused;
  assign port_tval = port_value;
  assign tables_entryBase = entryBase;
  assign tables_link = link;
  assign tables_linkBase = linkBase;
  assign tables_linkLimit = linkLimit;
  assign tables_entryCount = entryCount;
  assign tables_capability = capability;
  assign tables_list = list;
  assign tables_linkFailed = 1'b0;
  assign tables_caller = capability[29:4] - capabilityBase;
  assign tables_isClosed = isClosed;
  assign writes_landsCapability = writes_landsCapability_condition && (port_address[3:0] == 4'd2);
  assign writes_landsList = writes_landsCapability_condition && (port_address[3:0] == 4'd8);
  assign writes_landsVirtual = writes_landsCapability_condition && (port_address[3:0] == 4'd9);
  assign writes_landsPhysical = writes_landsCapability_condition && (port_address[3:0] == 4'd10);
  assign writes_landsLength = writes_landsCapability_condition && (port_address[3:0] == 4'd11);
  assign writes_landsOffset = (step == AccessStep_land)
      && (writesMask || (writesKernel && (port_address[3:0] == 4'd11)));
  assign writes_refreshesLength = (step == AccessStep_refresh) && !(writesKernel && (port_address[3:0] == 4'd11));
  assign writes_refreshesOffset = (step == AccessStep_refresh) && writesKernel && (port_address[3:0] != 4'd11);
  assign writes_commitsVirtual = commits && writesKernel && (port_address[3:0] == 4'd9);
  assign writes_commitsPhysical = commits && writesKernel && (port_address[3:0] == 4'd10);
  assign writes_commitsLength = commits && writesKernel && (port_address[3:0] == 4'd11);
  assign writes_commitsMaskOffset = commits && writesMask && !port_address[0];
  assign writes_commitsMaskLength = commits && writesMask && port_address[0];
  assign writes_isHigh = |port_value[63:32];
  assign writes_isOdd = |port_value[2:0];
  assign emptiesCache = writesKernel;

  always @(posedge clock)
    if (reset) entryBase <= 26'd0;
    else if (writesKernel && (port_address[3:0] == 4'd0)) entryBase <= port_value[31:6];

  always @(posedge clock)
    if (reset) entryCount <= 25'd0;
    else begin
      if (writesKernel && (port_address[3:0] == 4'd1)) begin
        entryCount[24] <= |port_value[63:24];
        entryCount[23:0] <= port_value[23:0];
      end
      if (writesKernel && (port_address[3:0] == 4'd1) && (|port_value[63:24])) entryCount[23:0] <= 24'd0;
    end

  always @(posedge clock)
    if (reset) capability <= 30'd0;
    else if (commit_valid || (commits && writesKernel && (port_address[3:0] == 4'd2))) capability <= stagedCapability;

  always @(posedge clock)
    if (reset) capabilityBase <= 26'd0;
    else if (writesKernel && (port_address[3:0] == 4'd3)) capabilityBase <= port_value[31:6];

  always @(posedge clock)
    if (reset) link <= 26'd0;
    else if (commit_valid || (writesKernel && (port_address[3:0] == 4'd4))) begin
      link <= isIdle ? port_value[31:6] : commit_link;
    end

  always @(posedge clock)
    if (reset) linkBase <= 26'd0;
    else if (writesKernel && (port_address[3:0] == 4'd5)) linkBase <= port_value[31:6];

  always @(posedge clock)
    if (reset) linkLimit <= 26'd0;
    else if (writesKernel && (port_address[3:0] == 4'd6)) linkLimit <= port_value[31:6];

  always @(posedge clock)
    if (reset) list <= 30'd0;
    else if (commit_valid || (commits && writesKernel && (port_address[3:0] == 4'd8))) list <= stagedList;

  always @(posedge clock)
    if (reset) step <= AccessStep_select;
    else case (step)
      AccessStep_select: if (port_valid && isIdle) step <= AccessStep_land;
      AccessStep_land: step <= writesStaged ? AccessStep_refresh : AccessStep_select;
      AccessStep_refresh: step <= AccessStep_commit;
      default: step <= AccessStep_select;  // commit
    endcase

  always @(posedge clock) begin
    source <=
      words_valid ? words_payload :
      isKernel ? port_address[3:0] :
      isMask ? {3'd6, port_address[0]} :
      port_address[1] ? {2'd2, port_address[0], 1'b1} :
      4'd14;
    if (step == AccessStep_land) source <= 4'd11;
  end

  wire unused = &{1'b0, commit_failure_valid, commit_failure_payload};

`ifdef FORMAL
  wire isShown = port_valid
      && ((step == AccessStep_land) || (step == AccessStep_commit))
      && (isMask || isUser)
      && !isIllegal;

  always @(posedge clock)
    if (!reset) begin
      // an access and an instruction exclude each other
      assert ((step == AccessStep_select) || (isIdle && port_valid));
      // P8 user code does not empty the cache by a CSR access
      assert (!emptiesCache || (privilege != 2'd0));
      // P8 user code reads its caller's number, the size of its list, and mask, VA, length and permission of its segment
      assert (!isShown
        || (port_data
          == (isMask ? (port_address[0] ? {32'd0, mask_length, 3'd0} : {32'd0, mask_offset, 3'd0}) :
            port_address[1] ?
                (port_address[0] ? {segment_permission, 30'd0, segment_length, 3'd0} : {26'd0, segment_virtual, 3'd0}) :
            port_address[0] ? {51'd0, port_data_shifted} :
            {38'd0, tables_caller})));
    end
`endif
endmodule
`default_nettype wire
