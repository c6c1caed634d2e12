//! What the CVs of the corpus say. No person is called so, and no number or address is in use.
//!
//! `# Heading` begins a part, `#< Heading` one that stands in the side column where there is one; `2019 - 2021 | what` is a
//! row of two cells.

use crate::domain::lang::Lang::{self, Ar, En, Fr};

/// A CV before it is laid out, and what is to be read of it in 2026.
pub struct Cv {
    pub lang: Lang,
    pub head: [&'static str; 2],
    pub text: &'static str,
    pub years: u32,
    pub languages: &'static [&'static str],
}

const HEAD_FR: [&str; 2] = [
    "Zoubadour CANARIPAL\nComédien de théâtre\nzoubadour.canaripal@courrier.example\nTél. : +212 600-000-123 / 06 00 00 01 23\n\
     14, rue des Essais Factices, 99999 Ville-Essai\nNé le 07/04/1991\nCIN : ZQ 987654\nlinkedin.com/in/canaripal-essai",
    "C A N A R I P A L  Z O U B A D O U R\nNé le 7 avril 1991 à Ville-Essai\nCarte nationale QX71717, passeport n° XK4455667\n\
     Adresse : lotissement Faux Jardin, n° 3\nCourriel : scene-essai @ courrier.example\nPortable 06.00.00.01.23\n\
     www.bookfactice.example | Instagram : canaripalzoubadour",
];
const HEAD_EN: [&str; 2] = [
    "Zoubadour Canaripal\nStage actor\nEmail: zoubadour.canaripal@courrier.example\nPhone +212 600 000 123\n\
     Address\n14 Essais Factices Street, Ville-Essai\nDate of birth: April 7, 1991\nID number ZQ987654\n\
     https://canaripal.example/book",
    "CANARIPAL, Zoubadour\nBorn on the 7th of April 1991\nPassport No XK4455667\nMobile: 00212 (0) 600 00 01 23\n\
     scene-essai(at)courrier.example\nFaux Jardin Avenue 3, Ville-Essai\nfacebook.com/zoubadour.canaripal bookfactice.com",
];
const HEAD_AR: [&str; 2] = [
    "زوبادور كنارنون\nممثل مسرحي\nالهاتف : ٠٦٠٠٠٠٠١٢٣\nالبريد الإلكتروني : zoubadour.canaripal@courrier.example\n\
     العنوان : 14 شارع التجارب الوهمية\nتاريخ الازدياد : ٠٧/٠٤/١٩٩١\nرقم البطاقة الوطنية : ZQ987654",
    "الاسم الكامل : زوبادور الكنارنون\nمن مواليد 7 أبريل 1991\nهاتف : +212600000123\nرقم جواز السفر : XK4455667\n\
     الحديقة الزائفة، زنقة ٣، مدينة التجربة\nscene-essai@courrier.example\nwww.bookfactice.example",
];

pub const CVS: [Cv; 13] = [
    Cv {
        lang: Fr,
        head: HEAD_FR,
        text: "# EXPÉRIENCE PROFESSIONNELLE\n2018 – 2022 | Comédien, Troupe des Tréteaux\n\
               2022 – présent | Metteur en scène pour la compagnie de la Lune\n# FORMATION\n\
               2014 – 2017 | Licence d’études théâtrales\n#< LANGUES\nArabe : langue maternelle\nFrançais : courant\n\
               Anglais : moyen\n#< COMPÉTENCES\nChant, escrime et danse\n#< CENTRES D’INTÉRÊT\nLecture, voyages en Espagne",
        years: 8,
        languages: &["ar", "fr", "en"],
    },
    Cv {
        lang: Fr,
        head: HEAD_FR,
        text: "# Mes expériences\nJanvier 2016 – décembre 2018 | Assistant réalisateur, films courts\n\
               sept. 2019 à août 2021 | Régisseur général dans un théâtre de la ville\n# Études et diplômes\n\
               2010 à 2013 | Diplôme de technicien du son\n#< Langues parlées\nDarija, tachelhit et français\n\
               #< Savoir-faire\nMontage, éclairage, permis B",
        years: 5,
        languages: &["fr", "ary", "shi"],
    },
    Cv {
        lang: Fr,
        head: HEAD_FR,
        text: "# Parcours artistique\n03/2015 - 02/2019 | Danseur au ballet de la Plaine\n\
               Depuis le 1er mars 2021 | Chorégraphe indépendant\n# Cursus\n2011 - 2014 | École de danse\n\
               #< Maîtrise des langues\nEspagnol (B2)\nWolof (natif)\n#< Compétences informatiques\n\
               Logiciels de montage et de son",
        years: 8,
        languages: &["es", "wo"],
    },
    Cv {
        lang: Fr,
        head: HEAD_FR,
        text: "# Expériences professionnelles et stages\nde 2012 à 2015 | Rôle de Tarik dans la pièce « 1984 »\n\
               2015-18 | Caméraman, saison 2000 de la chaîne\n# Formation académique\n2008 - 2011 | Master de cinéma\n\
               #< Compétences linguistiques\nFrançais – C1\nAnglais – B1\nAllemand – A2\n#< Outils et logiciels\n\
               Caméra, drone, étalonnage",
        years: 6,
        languages: &["fr", "en", "de"],
    },
    Cv {
        lang: Fr,
        head: HEAD_FR,
        text: "# • Historique professionnel\n2009 / 2013 | Couturière de costumes à l’atelier du Fil\n\
               2013 (six mois) | Habilleuse\n# • Scolarité\n2006 / 2009 | Lycée technique, couture\n\
               #< • Langues et informatique\nFrançais, italien, peul\nAutres langues : bambara\n#< • Aptitudes\n\
               Travail en équipe, rigueur",
        years: 4,
        languages: &["fr", "it", "ff", "bm"],
    },
    Cv {
        lang: En,
        head: HEAD_EN,
        text: "# Work experience\n2017 - 2020 | Actor with the Lantern company\n2021 – present | Voice artist for the radio\n\
               # Education\n2013 - 2016 | Diploma in drama\n#< Languages\nArabic, French and English\n#< Skills\n\
               Singing, stage combat\n#< Interests\nReading in Spanish gardens",
        years: 8,
        languages: &["ar", "fr", "en"],
    },
    Cv {
        lang: En,
        head: HEAD_EN,
        text: "# PROFESSIONAL BACKGROUND\nMar 2016 – Feb 2019 | Sound engineer at the Delta studio\n\
               June 2019 to date | Head of sound for the festival\n# ACADEMIC QUALIFICATIONS\n\
               Sept 2012 – June 2015 | Bachelor of sound\n#< LANGUAGE SKILLS\nEnglish: fluent\nHausa: mother tongue\n\
               #< CORE COMPETENCIES\nMixing, mastering and repairs",
        years: 9,
        languages: &["en", "ha"],
    },
    Cv {
        lang: En,
        head: HEAD_EN,
        text: "# Employment History\n05/2014 - 04/2018 | Camera assistant on 12 films\nSince 2022 | Director of photography\n\
               # Education and Training\n2010 - 2013 | School of the image\n#< Languages spoken\n\
               Swahili (native), French (fluent)\n#< Technical Skills\nLenses, light, grading",
        years: 8,
        languages: &["fr", "sw"],
    },
    Cv {
        lang: En,
        head: HEAD_EN,
        text: "# 1. Career history\n2011–2014 | Dancer in the company of the Hill\n2014–2016 | Teacher of dance\n\
               # 2. Studies\n2007–2010 | Dance school\n#< Mother tongue(s)\nArabic\n#< Other language(s)\n\
               English, German\n#< 3. Digital skills\nEditing and design",
        years: 5,
        languages: &["ar", "en", "de"],
    },
    Cv {
        lang: Ar,
        head: HEAD_AR,
        text: "# الخبرات المهنية\n٢٠١٥ - ٢٠١٩ | ممثل في مسرح المدينة\n2020 - حتى الآن | مخرج مسرحي\n# التعليم\n\
               ٢٠١١ - ٢٠١٤ | إجازة في المسرح\n#< اللغات\nالعربية، الفرنسية\n#< المهارات\nالغناء والرقص\n#< الهوايات\n\
               القراءة والسفر",
        years: 10,
        languages: &["ar", "fr"],
    },
    Cv {
        lang: Ar,
        head: HEAD_AR,
        text: "# التجارب المهنية\nمن 2012 إلى 2016 | مساعد مخرج في أفلام قصيرة\nمنذ 2021 | تقني صوت\n# المسار الدراسي\n\
               من 2008 إلى 2011 | دبلوم تقني\n#< اللغات المتقنة\nالأمازيغية، الدارجة والإنجليزية\n#< الكفاءات\n\
               العمل ضمن فريق",
        years: 9,
        languages: &["en", "ary", "zgh"],
    },
    Cv {
        lang: Ar,
        head: HEAD_AR,
        text: "# المسيرة المهنية\nيناير 2018 - دجنبر 2020 | مصور في التلفزة\nشتنبر 2021 – إلى الآن | مدير تصوير\n\
               # الشواهد والدبلومات\n2014 - 2017 | معهد السينما\n#< إتقان اللغات\nعربي : اللغة الأم\nإنجليزي : جيد\n\
               #< مهارات الحاسوب\nبرامج المونتاج",
        years: 7,
        languages: &["ar", "en"],
    },
    Cv {
        lang: Ar,
        head: HEAD_AR,
        text: "# الخبرة العملية\n2010 – 2014 | راقص في فرقة الجبل\n# المؤهلات العلمية\n2006 – 2009 | مدرسة الرقص\n\
               #< اللغات : العربية، الإسبانية\n#< القدرات والمهارات\nتدريب الأطفال",
        years: 4,
        languages: &["ar", "es"],
    },
];

/// The profile of the person whom all of them are about.
pub const NAMES: [&str; 3] = ["Zoubadour", "Canaripal", "زوبادور كنارنون"];
pub const ANSWERS: [&str; 5] = [
    "zoubadour.canaripal@courrier.example",
    "+212600000123",
    "14, rue des Essais Factices, 99999 Ville-Essai",
    "ZQ987654",
    "https://www.linkedin.com/in/canaripal-essai",
];

/// What must not be sent, as words are folded.
pub const CANARIES: [&str; 14] = [
    "zoubadour",
    "canaripal",
    "زوبادور",
    "كنارنون",
    "scene essai",
    "courrier",
    "essais factices",
    "التجارب الوهمية",
    "faux jardin",
    "الحديقة الزائفة",
    "1991",
    "bookfactice",
    "qx71717",
    "zq987654",
];
/// The same among digits alone.
pub const NUMBERS: [&str; 4] = ["000123", "987654", "4455667", "71717"];
