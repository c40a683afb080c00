/// The constant of stage or lane `index`, the same in every front end: Knuth's multiplicative hash, modulo 2^32.
func mixed(_ index: Int) -> Int { index * 2_654_435_761 & 0xFFFF_FFFF }
