"""What the sample hubs write. Composed from a few believable sentences; none of it is a fact."""

MOTIVATION = [
    "We work with young firms that have outgrown their home market. A partner on the other shore would let them test there before they open an office, and would show us how others support their founders.",
    "Our region lives from the sea and from visitors, and so do many regions across the ocean. We want to find out together which digital services travel well and which have to be made anew.",
    "For five years we have helped public bodies and small companies to try out new technology before they pay for it. We would like to open that offer to a twin hub and to learn from its programmes.",
    "Research groups near us have data and machines, start-ups have questions. We bring them together at home and want to do so over the network of both continents.",
]
USE_OF_BELLA = [
    "Our laboratory and our partner's would run one test bed over the cable: small delays and large data sets are what our firms cannot get elsewhere.",
    "We would share training sessions live and give remote access to our computing for pilots that both hubs choose.",
    "Images of the coast are taken on one shore and analysed on the other; today they travel on disks.",
]
RESEARCH = [
    "Twelve projects with universities since 2019, four of them with partners in more than one country.",
    "We coordinated two regional projects and took part in three European ones, always with firms at the table.",
    "Our staff come from the university next door; a joint laboratory has run with it for six years.",
]
INNOVATORS = [
    "About forty start-ups a year come to our open days, fifteen stay for a programme of four months.",
    "We give vouchers for first experiments; two thirds of those who took one came back with a paid project.",
    "An incubator in our building, a network of thirty mentors, and a yearly challenge with the port authority.",
]
OFFERS = [
    "Test before invest, a security laboratory, mentors who have sold to the public sector.",
    "Access to computing with help to use it, courses for trainers, a network of regional funders.",
    "Earth observation data with people who can read it, and a fund for first pilots.",
]
SEEKS = [
    "A market for pilots in tourism and ports, and investors who know the region.",
    "Experience with start-up visas, and partners for joint proposals.",
    "Hubs that work with remote communities, and teachers of entrepreneurship.",
]
REMARKS = [
    "Sound and modest. The plan for the network is concrete, the numbers could be followed better.",
    "A convincing team. I would have liked to read more about who pays after the programme.",
    "Clear offer, some risk in the timetable.",
]
SECTIONS = {
    "summary": [
        "Four start-ups of each shore test their service with customers of the other within nine months. Both hubs learn to run such exchanges by themselves.",
        "We make one catalogue of coastal data that firms of both regions can use, and try it with three pilots.",
        "One security check for small firms, offered in two languages by both hubs, with the same report at the end.",
    ],
    "benefits": [
        "- One test bed over the cable between our laboratories\n- Training sessions held together, live\n- Data sets that no longer travel on disks",
        "The network lets our partner's firms use our computing as if it stood in their building. We in turn get access to data that nobody on our shore has.",
    ],
    "contributions": [
        "The European hub brings the laboratory and two engineers for one day a week. The Latin American hub brings the firms, the mentors and a room for demonstrations.",
        "Both hubs name one person who answers within two working days. Travel is paid by each side for its own people.",
    ],
    "after": [
        "The exchange becomes part of both hubs' yearly programme. Firms pay a fee from the second year on.",
    ],
}
ACTIVITIES = [
    (
        "letter_of_intent",
        "Letter of intent between both hubs",
        "Signed by both directors, with the names of those who do the work.",
        20,
    ),
    (
        "proof_of_concept",
        "Joint test bed over the cable",
        "Two laboratories, one experiment, measured from both ends.",
        75,
    ),
    (
        "product_or_service",
        "One service for start-ups, offered by both hubs",
        "The same first visit, the same report, two languages.",
        120,
    ),
]


def one_of(sentences: list[str], number: int) -> str:
    """The same sentence for the same number, every time the demo is built."""
    return sentences[number % len(sentences)]


def answers(number: int) -> dict[str, str]:
    """The answers of the applicant of this number; each says that it is a sample."""
    return {
        "motivation": f"Sample text. {one_of(MOTIVATION, number)}",
        "use_of_bella": one_of(USE_OF_BELLA, number // 2),
        "research_experience": one_of(RESEARCH, number),
        "innovator_experience": one_of(INNOVATORS, number // 3),
        "offers": one_of(OFFERS, number),
        "seeks": one_of(SEEKS, number + 1),
    }
