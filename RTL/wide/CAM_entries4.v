`default_nettype none

module CAM_entries4 (
  input  wire        clock,
  input  wire        reset,
  input  wire [61:0] key,
  output wire        hit,
  output wire [1:0]  index,
  output wire [38:0] value_pc,
  output wire [28:0] value_satp,
  output wire [37:0] value_capability,
  output wire [37:0] value_list,
  input  wire        write_valid,
  input  wire [1:0]  write_payload_index,
  input  wire [61:0] write_payload_key,
  input  wire [38:0] write_payload_value_pc,
  input  wire [28:0] write_payload_value_satp,
  input  wire [37:0] write_payload_value_capability,
  input  wire [37:0] write_payload_value_list,
  input  wire        clear
);
  reg [3:0] isValid = 4'd0;
  reg [61:0] keys_0 = 62'd0;
  reg [61:0] keys_1 = 62'd0;
  reg [61:0] keys_2 = 62'd0;
  reg [61:0] keys_3 = 62'd0;
  reg [38:0] values_0_pc = 39'd0;
  reg [28:0] values_0_satp = 29'd0;
  reg [37:0] values_0_capability = 38'd0;
  reg [37:0] values_0_list = 38'd0;
  reg [38:0] values_1_pc = 39'd0;
  reg [28:0] values_1_satp = 29'd0;
  reg [37:0] values_1_capability = 38'd0;
  reg [37:0] values_1_list = 38'd0;
  reg [38:0] values_2_pc = 39'd0;
  reg [28:0] values_2_satp = 29'd0;
  reg [37:0] values_2_capability = 38'd0;
  reg [37:0] values_2_list = 38'd0;
  reg [38:0] values_3_pc = 39'd0;
  reg [28:0] values_3_satp = 29'd0;
  reg [37:0] values_3_capability = 38'd0;
  reg [37:0] values_3_list = 38'd0;

  wire [3:0] isFound = isValid & {keys_3 == key, keys_2 == key, keys_1 == key, keys_0 == key};
  wire [3:0] isWritten = (4'd1 << write_payload_index) & {4{write_valid}};

  assign hit = |isFound;
  assign index = {isFound[2] || isFound[3], isFound[1] || isFound[3]};
  assign value_pc = ({39{isFound[0]}} & values_0_pc)
      | ({39{isFound[1]}} & values_1_pc)
      | ({39{isFound[2]}} & values_2_pc)
      | ({39{isFound[3]}} & values_3_pc);
  assign value_satp = ({29{isFound[0]}} & values_0_satp)
      | ({29{isFound[1]}} & values_1_satp)
      | ({29{isFound[2]}} & values_2_satp)
      | ({29{isFound[3]}} & values_3_satp);
  assign value_capability = ({38{isFound[0]}} & values_0_capability)
      | ({38{isFound[1]}} & values_1_capability)
      | ({38{isFound[2]}} & values_2_capability)
      | ({38{isFound[3]}} & values_3_capability);
  assign value_list = ({38{isFound[0]}} & values_0_list)
      | ({38{isFound[1]}} & values_1_list)
      | ({38{isFound[2]}} & values_2_list)
      | ({38{isFound[3]}} & values_3_list);

  always @(posedge clock)
    if (reset) isValid <= 4'd0;
    else isValid <= clear ? 4'd0 : isValid | isWritten;

  always @(posedge clock)
    if (isWritten[0]) begin
      keys_0 <= write_payload_key;
      values_0_pc <= write_payload_value_pc;
      values_0_satp <= write_payload_value_satp;
      values_0_capability <= write_payload_value_capability;
      values_0_list <= write_payload_value_list;
    end

  always @(posedge clock)
    if (isWritten[1]) begin
      keys_1 <= write_payload_key;
      values_1_pc <= write_payload_value_pc;
      values_1_satp <= write_payload_value_satp;
      values_1_capability <= write_payload_value_capability;
      values_1_list <= write_payload_value_list;
    end

  always @(posedge clock)
    if (isWritten[2]) begin
      keys_2 <= write_payload_key;
      values_2_pc <= write_payload_value_pc;
      values_2_satp <= write_payload_value_satp;
      values_2_capability <= write_payload_value_capability;
      values_2_list <= write_payload_value_list;
    end

  always @(posedge clock)
    if (isWritten[3]) begin
      keys_3 <= write_payload_key;
      values_3_pc <= write_payload_value_pc;
      values_3_satp <= write_payload_value_satp;
      values_3_capability <= write_payload_value_capability;
      values_3_list <= write_payload_value_list;
    end

`ifdef FORMAL
  reg wasCleared = 1'b0;

  always @(posedge clock)
    if (reset) wasCleared <= 1'b0;
    else wasCleared <= clear;

  always @(posedge clock)
    if (!reset) begin
      // no other entry has the key that is written
      assume (!write_valid
        || (({
                keys_3 == write_payload_key,
                keys_2 == write_payload_key,
                keys_1 == write_payload_key,
                keys_0 == write_payload_key
              }
            & isValid
            & ~isWritten)
          == 4'd0));
      // one entry matches at most
      assert ((isFound & (isFound - 4'd1)) == 4'd0);
      // nothing matches after clearing
      assert (!wasCleared || !hit);
    end
`endif
endmodule

`default_nettype wire
