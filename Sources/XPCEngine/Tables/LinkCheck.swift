import HDL

/// R4.xcall.4 (a) and R4.xret.1 (a): whether the record to push or to pop is inside the link stack.
///
/// xcall asks for base <= link < limit, xret for base < link <= limit: strict or not is one more bit below.
final class LinkCheck: Module {
    let tables: Wire<TableRegisters>
    let isReturn = input(bit)
    let isInRange = output(bit)

    init(_ configuration: XPCConfiguration) { tables = input(TableRegisters(configuration)) }

    override func circuit() {
        unused(tables)
        let low = constant(false)
        let isAbove = concatenate(tables.linkBase, isReturn) <= concatenate(tables.link, low)
        let isBelow = concatenate(tables.link, !isReturn) <= concatenate(tables.linkLimit, low)
        isInRange <== (isAbove & isBelow)
    }
}
