# Written by tools/number_senses.py from data/senses.tsv; do not edit.
from libc.stdint cimport uint64_t

cdef extern from *:
    """
    #define BIT(n) ((uint64_t)1 << (n))
    #define SENSE_NAMES \
        "percent " \
        "percent_sign " \
        "symbol " \
        "money " \
        "measure " \
        "period " \
        "fraction " \
        "fifth " \
        "parts " \
        "only " \
        "never " \
        "piece " \
        "over " \
        "of " \
        "every " \
        "daily " \
        "modifier " \
        "modifier_after " \
        "weekday " \
        "month " \
        "weak_month " \
        "hijri " \
        "month_word " \
        "ordinal " \
        "compound " \
        "year_word " \
        "week_word " \
        "day_word " \
        "season " \
        "quarter " \
        "half " \
        "decade " \
        "century " \
        "unit " \
        "ten " \
        "teen " \
        "tens " \
        "hundred " \
        "scale " \
        "dual " \
        "alone " \
        "construct " \
        "minus " \
        "then " \
        "clock " \
        "daypart " \
        "daypart_short " \
        "less " \
        "versioned " \
        "event " \
        "fiscal " \
        "AH " \
        "CE " \
        "when " \
        "past " \
        "next " \
        "this " \
        "whole " \
        "taken " \
        "shared " \
        "numbered " \
        "suffix " \
        "below " \

    enum {
        PERCENT        = BIT(0),
        PERCENT_SIGN   = BIT(1),
        SYMBOL         = BIT(2),
        MONEY          = BIT(3),
        MEASURE        = BIT(4),
        PERIOD         = BIT(5),
        FRACTION       = BIT(6),
        FIFTH          = BIT(7),
        PARTS          = BIT(8),
        ONLY           = BIT(9),
        NEVER          = BIT(10),
        PIECE          = BIT(11),
        OVER           = BIT(12),
        OF             = BIT(13),
        EVERY          = BIT(14),
        DAILY          = BIT(15),
        MODIFIER       = BIT(16),
        MODIFIER_AFTER = BIT(17),
        WEEKDAY        = BIT(18),
        MONTH          = BIT(19),
        WEAK_MONTH     = BIT(20),
        HIJRI          = BIT(21),
        MONTH_WORD     = BIT(22),
        ORDINAL        = BIT(23),
        COMPOUND       = BIT(24),
        YEAR_WORD      = BIT(25),
        WEEK_WORD      = BIT(26),
        DAY_WORD       = BIT(27),
        SEASON         = BIT(28),
        QUARTER        = BIT(29),
        HALF           = BIT(30),
        DECADE         = BIT(31),
        CENTURY        = BIT(32),
        UNIT           = BIT(33),
        TEN            = BIT(34),
        TEEN           = BIT(35),
        TENS           = BIT(36),
        HUNDRED        = BIT(37),
        SCALE          = BIT(38),
        DUAL           = BIT(39),
        ALONE          = BIT(40),
        CONSTRUCT      = BIT(41),
        MINUS          = BIT(42),
        THEN           = BIT(43),
        CLOCK          = BIT(44),
        DAYPART        = BIT(45),
        DAYPART_SHORT  = BIT(46),
        LESS           = BIT(47),
        VERSIONED      = BIT(48),
        EVENT          = BIT(49),
        FISCAL         = BIT(50),
        AH             = BIT(51),
        CE             = BIT(52),
        WHEN           = BIT(53),
        PAST           = BIT(54),
        NEXT           = BIT(55),
        THIS           = BIT(56),
        WHOLE          = BIT(57),
        TAKEN          = BIT(58),
        SHARED         = BIT(59),
        NUMBERED       = BIT(60),
        SUFFIX         = BIT(61),
        BELOW          = BIT(62),
        OTHER_SENSE    = BIT(63),
        ANY_MONTH      = MONTH | WEAK_MONTH | HIJRI,
        PART_OF        = PIECE | OVER | OF,
        PERIOD_DATE    = SEASON | QUARTER | HALF | DECADE | CENTURY,
        CARDINAL       = UNIT | TEN | TEEN | TENS,
    };
    #undef BIT
    """
    const char *SENSE_NAMES     # by bit, with a blank after each
    const uint64_t PERCENT        # counts hundredths; the value is how many percent one of it is
    const uint64_t PERCENT_SIGN   # a sign of percent that may stand before digits
    const uint64_t SYMBOL         # a sign or code of money that may stand before digits
    const uint64_t MONEY          # a noun, sign or code of money
    const uint64_t MEASURE        # a unit of measure
    const uint64_t PERIOD         # a period of time, as the template of its duration
    const uint64_t FRACTION       # a part, where the word means nothing else
    const uint64_t FIFTH          # a part whose word is a cardinal too
    const uint64_t PARTS          # a part in the plural, after a cardinal
    const uint64_t ONLY           # one, after what it counts
    const uint64_t NEVER          # a word or idiom that is no number
    const uint64_t PIECE          # the noun of a part of a whole
    const uint64_t OVER           # stands between numerator and denominator
    const uint64_t OF             # stands between a part and its whole
    const uint64_t EVERY          # repeats a period, or gives what a rate is for
    const uint64_t DAILY          # an adverb of a rate
    const uint64_t MODIFIER       # an approximator or bound before a number
    const uint64_t MODIFIER_AFTER # an approximator or bound after a number
    const uint64_t WEEKDAY        # a day of the week with its article
    const uint64_t MONTH          # a Gregorian month
    const uint64_t WEAK_MONTH     # a Gregorian month whose name is another word too
    const uint64_t HIJRI          # a Hijri month
    const uint64_t MONTH_WORD     # the noun of a month
    const uint64_t ORDINAL        # an ordinal
    const uint64_t COMPOUND       # the unit of a compound ordinal
    const uint64_t YEAR_WORD      # the noun of a year
    const uint64_t WEEK_WORD      # the noun of a week
    const uint64_t DAY_WORD       # the noun of a day
    const uint64_t SEASON         # a season
    const uint64_t QUARTER        # a quarter of a year
    const uint64_t HALF           # a half of a year
    const uint64_t DECADE         # a decade
    const uint64_t CENTURY        # the noun of a century
    const uint64_t UNIT           # a cardinal below ten
    const uint64_t TEN            # the cardinal ten, also of eleven to nineteen
    const uint64_t TEEN           # a cardinal from eleven to nineteen in one word
    const uint64_t TENS           # a cardinal of tens
    const uint64_t HUNDRED        # a cardinal of hundreds
    const uint64_t SCALE          # a word that multiplies the number before it
    const uint64_t DUAL           # two of a scale word
    const uint64_t ALONE          # a scale word that is a number without one before it
    const uint64_t CONSTRUCT      # two of a scale word before its noun, which looks like its accusative
    const uint64_t MINUS          # turns the sign of the number after it
    const uint64_t THEN           # the decimal mark in words
    const uint64_t CLOCK          # the noun before a time of day
    const uint64_t DAYPART        # a part of the day
    const uint64_t DAYPART_SHORT  # a part of the day in one letter or two
    const uint64_t LESS           # takes away the minutes or the part after it
    const uint64_t VERSIONED      # a name that digits belong to
    const uint64_t EVENT          # a noun of events, whose names may end in digits
    const uint64_t FISCAL         # an adjective of fiscal years
    const uint64_t AH             # the mark of a Hijri year
    const uint64_t CE             # the mark of a Gregorian year
    const uint64_t WHEN           # a word of time before a date
    const uint64_t PAST           # an adjective of the period before this one
    const uint64_t NEXT           # an adjective of the period after this one
    const uint64_t THIS           # an adjective or demonstrative of this period
    const uint64_t WHOLE          # an adjective of a whole period
    const uint64_t TAKEN          # a part, after إلا
    const uint64_t SHARED         # a noun of which parts are told
    const uint64_t NUMBERED       # a noun before the number of a law, a page or the like
    const uint64_t SUFFIX         # Latin letters of a scale, attached to digits
    const uint64_t BELOW          # turns the sign of the number before it
    const uint64_t OTHER_SENSE    # one that no compiled rule asks for
    const uint64_t ANY_MONTH      # a month of any calendar
    const uint64_t PART_OF        # links a number to the whole that it is a part of
    const uint64_t PERIOD_DATE    # names a date that is longer than a month
    const uint64_t CARDINAL       # a cardinal below a hundred
