from cpython.object cimport descrgetfunc

# what a record holds in a slot, from the slot, the record and its type
cdef descrgetfunc slot_value
cdef list slots(kind, tuple fields)
