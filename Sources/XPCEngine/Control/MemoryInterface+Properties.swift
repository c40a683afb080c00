import HDL

/// P11: the engine accesses only the tables that its registers name, for tables that do not cross the top of memory (R3.16). What a wide port
/// carries along of the same line is not looked at. All of it is ghost logic.
extension MemoryInterface {
    func checkAddresses() {
        let top = configuration.physicalAddressBits - 1
        let block = port.payload.address[top...6]
        let isLink = drain.valid | (request.valid & (request.base === .link))
        check(
            "P11 records are accessed inside the link stack only",
            isLink.implies((block >= tables.linkBase) & (block < tables.linkLimit)))

        // `address` is the structure's, in granules: of the capability word, the x-entry, the list entry.
        let isOwn = request.valid & !drain.valid
        func number(from base: Unsigned) -> Unsigned { address - base }
        let entries = number(from: concatenate(tables.entryBase, constant(0, width: Self.entryShift)))
        let entry = entries[(entries.width - 1)...Self.entryShift]
        check(
            "P11 x-entries are read inside the table only",
            (isOwn & (request.base === .entry)).implies(
                (block === address[(address.width - 1)...Self.entryShift]) & isBelow(entry, tables.entryCount)
                    & (request.operation === .load)))

        let list = number(from: configuration.listLayout.granule(tables.list))
        let index = list[(list.width - 1)...Self.listShift]
        let isInEntry = block === address[(address.width - 1)...3]
        check(
            "P11 list entries are accessed inside the list only",
            (isOwn & (request.base === .list)).implies(
                isInEntry & !(index >> configuration.listLayout.size(tables.list)).anyOne))

        let isCapability = isOwn & (request.base === .capability)
        let words = number(from: capabilityBase)
        let isInTable =
            configuration.isRadix
            ? !words[(words.width - 1)...9].anyOne
            : !(words[(words.width - 1)...3] >> configuration.capabilityLayout.size(tables.capability)).anyOne
        let isRoot = progress.state === .check
        let root = configuration.capabilityLayout.granule(tables.capability)
        check(
            "P11 capabilities are read inside the table only",
            isCapability.implies(
                isInTable & (!isRoot | (capabilityBase === root)) & (request.operation === .load)))
    }

    private func isBelow(_ number: Unsigned, _ limit: Unsigned) -> Bit {
        let width = max(number.width, limit.width)
        func wide(_ value: Unsigned) -> Unsigned { value.width == width ? value : value.extended(to: width) }
        return wide(number) < wide(limit)
    }
}
