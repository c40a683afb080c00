/// Texts of modules, as they must be.
enum Expected {
    static let counter = """
        `default_nettype none
        module Counter (
          input  wire        clock, reset, enable, load,
          input  wire [15:0] value,
          output wire [7:0]  count,
          output wire        last
        );
          reg [7:0] counter = 8'd0;

          assign count = counter;
          assign last = enable && (counter == 8'd255);

          always @(posedge clock)
            if (reset) counter <= 8'd0;
            else if (load) counter <= value[7:0];
            else if (enable) counter <= counter + 8'd1;

          wire unused = &{1'b0, value[15:8]};
        endmodule
        `default_nettype wire

        """

    static let machine = """
        `default_nettype none
        module Machine (
          input  wire        clock, reset, start, stop,
          input  wire [31:0] data,
          output reg  [31:0] result,
          output wire        busy
        );
          localparam [1:0] State_idle = 2'd0, State_run = 2'd1, State_done = 2'd2;
          reg [1:0] state = State_idle;
          reg [31:0] kept = 32'd0;

          always @*
            case (state)
              State_idle: result = 32'd0;
              State_run: result = kept;
              default: result = ~kept;  // done
            endcase

          assign busy = state != State_idle;

          always @(posedge clock)
            if (reset) state <= State_idle;
            else case (state)
              State_idle: if (start) state <= State_run;
              State_run: if (stop) state <= State_done;
              default: state <= State_idle;  // done
            endcase

          always @(posedge clock) if ((state == State_idle) && start) kept <= data;
        endmodule
        `default_nettype wire

        """

    static let pair = """
        `default_nettype none
        module Pair (
          input  wire        clock, reset,
          input  wire [1:0]  go,
          input  wire [15:0] start,
          output wire [8:0]  sum
        );
          wire [7:0] left_count, right_count;
          wire left_last, unused_right_last;

          assign sum = {1'b0, left_count} + {1'b0, right_count};

          Counter left (.clock(clock), .reset(reset), .enable(go[0]), .load(1'b0), .value(start), .count(left_count),
            .last(left_last));
          Counter right (.clock(clock), .reset(reset), .enable(go[1]), .load(left_last), .value(start), .count(right_count),
            .last(unused_right_last));
        endmodule
        `default_nettype wire

        """

    static let storage = """
        `default_nettype none
        module Storage (
          input  wire        clock,
          input  wire [3:0]  address, other,
          input  wire        write,
          input  wire [3:0]  mask,
          input  wire [31:0] data,
          output wire [31:0] value, later, newer
        );
          reg [31:0] storage [0:15];
          reg [31:0] late_value = 32'd0, storage_read = 32'd0;

          assign value = storage[other];
          assign later = late_value;
          assign newer = storage_read;

          integer i;
          initial begin
            for (i = 0; i < 16; i = i + 1) storage[i] = 32'd0;
            storage[1] = 32'd1;
            storage[2] = 32'hffff_0000;
          end

          always @(posedge clock)
            if (write) begin
              if (mask[0]) storage[address][7:0] <= data[7:0];
              if (mask[1]) storage[address][15:8] <= data[15:8];
              if (mask[2]) storage[address][23:16] <= data[23:16];
              if (mask[3]) storage[address][31:24] <= data[31:24];
            end

          always @(posedge clock) if (write) late_value <= storage[other];

          always @(posedge clock) begin
            storage_read <= storage[other];
            if (write && (address == other)) begin
              if (mask[0]) storage_read[7:0] <= data[7:0];
              if (mask[1]) storage_read[15:8] <= data[15:8];
              if (mask[2]) storage_read[23:16] <= data[23:16];
              if (mask[3]) storage_read[31:24] <= data[31:24];
            end
          end
        endmodule
        `default_nettype wire

        """

    static let clocking = """
        `default_nettype none
        (* keep_hierarchy = "yes" *)
        module Clocking (
          input  wire        clock, reset, reset_n, clear_n, enable,
          input  wire [7:0]  data,
          output wire [31:0] all
        );
          (* keep, mark_debug = "true" *) reg [7:0] a = 8'd3;
          reg [7:0] c = 8'd0, d = 8'd255, e = 8'd1;
          wire [7:0] fixed = 8'd9;

          assign all = {a, c, d, e};

          always @(posedge clock or negedge reset_n)
            if (!reset_n) a <= 8'd3;
            else a <= a ^ data;

          always @(posedge clock)
            if (reset) c <= 8'd0;
            else if (enable) c <= data;

          always @(negedge clock) begin
            d[1:0] <= 2'd3;
            d[7:6] <= 2'd3;
            d[5:2] <= data[3:0];
          end

          always @(posedge clock)
            if (!clear_n) e <= 8'd1;
            else if (enable) e <= e - fixed;
        endmodule
        `default_nettype wire

        """

    static let operators = """
        `default_nettype none
        module Operators (
          input  wire [7:0]  x, y,
          input  wire [1:0]  index,
          input  wire [23:0] lanes,
          output wire        less, negative, tiny,
          output wire [7:0]  shifted, mixed,
          output wire [15:0] wide,
          output wire [7:0]  chosen,
          output reg  [23:0] replaced,
          output wire [7:0]  parts,
          output reg  [7:0]  chain,
          output reg  [3:0]  decoded, first
        );
          wire [7:0] wide_sum = x + y;

          always @* begin
            replaced = lanes;
            if (index < 2'd3) replaced[{index, 3'd0} +: 8] = x;
          end

          always @* begin
            chain = 8'd0;
            if (x[0]) chain = y;
            else if (x[1]) chain = ~y;
            if (y[7]) chain[7:4] = 4'd1;
          end

          always @*
            casez (x)
              8'b1???_????: decoded = 4'd1;
              8'b01??_????: decoded = 4'd2;
              8'd3: decoded = 4'd3;
              default: decoded = 4'd0;
            endcase

          always @*
            if (x[7]) first = 4'd8;
            else if (x[0]) first = 4'd9;
            else first = 4'd0;

          assign less = $signed(x) < $signed(y);
          assign negative = $signed(x) < 8'sd0;
          assign tiny = $signed(x) <= -8'sd5;
          assign shifted = $signed(x) >>> y[3:0];
          assign mixed = $unsigned($signed(x) >>> y[3:0]) + 8'd1;
          assign wide = {{8{wide_sum[7]}}, wide_sum};
          assign chosen = (index < 2'd3) ? lanes[{index, 3'd0} +: 8] : 8'd0;
          assign parts = {x[7:6], y[2:0], x[2:0]};
        endmodule
        `default_nettype wire

        """

    static let watched = """
        `default_nettype none
        module Watched (
          input  wire       clock, reset,
          input  wire [3:0] step,
          output wire [7:0] total
        `ifdef FORMAL
          ,
          output wire [7:0] probe_sum
        `endif
        );
          reg [7:0] sum = 8'd0;

          assign total = sum;

          always @(posedge clock)
            if (reset) sum <= 8'd0;
            else sum <= sum + {4'd0, step};

        `ifdef FORMAL
          reg [7:0] previous = 8'd0;

          wire grows = previous <= sum;

          assign probe_sum = sum;

          always @(posedge clock)
            if (reset) previous <= 8'd0;
            else previous <= sum;

          always @(posedge clock)
            if (step == 4'd0) begin
              // it rests
              assert (previous == previous);
            end

          always @(posedge clock)
            if (!reset) begin
              // it never wraps
              assume (grows);
              // it reaches 100
              cover (sum == 8'd100);
            end
        `endif
        endmodule
        `default_nettype wire

        """

    static let probing = """
        `default_nettype none
        module Probing (
          input  wire       clock, reset,
          input  wire [3:0] by,
          output wire [7:0] result
        );
          wire [7:0] part_both;

        `ifdef FORMAL
          wire [7:0] part_probe_first_sum;
        `endif

          assign result = part_both;

          Middle part (
            .clock(clock), .reset(reset), .step(by), .both(part_both)
        `ifdef FORMAL
            , .probe_first_sum(part_probe_first_sum)
        `endif
          );

        `ifdef FORMAL
          always @(posedge clock)
            if (!reset) begin
              // the sum is small
              assert (part_probe_first_sum < 8'd200);
            end
        `endif
        endmodule
        `default_nettype wire

        """
}
