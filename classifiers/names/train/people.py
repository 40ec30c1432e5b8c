"""Names of people of many cultures: Faker's tables, and short lists of our own where Faker's are not in Latin letters.

Everything is drawn with the random source that the caller gives, so that a seed fixes the outcome.
"""

import importlib
import random
import re
from dataclasses import dataclass
from functools import cache

# Faker locale, and how often it is drawn. The product's languages first.
LOCALES = {
    "en_US": 10, "en_GB": 8, "en": 6, "en_IE": 3, "en_NZ": 2, "de_DE": 6, "de_AT": 3, "de_CH": 2, "fr_FR": 5, "fr_BE": 2,
    "fr_CA": 2, "fr_CH": 1, "es_ES": 5, "es_MX": 3, "es_CO": 2, "es_AR": 1, "it_IT": 6, "nl_NL": 5, "nl_BE": 2,
    "pt_PT": 3, "pt_BR": 4, "en_IN": 7, "en_PK": 3, "en_NG": 2, "yo_NG": 3, "ig_NG": 2, "ha_NG": 1, "tw_GH": 2, "en_KE": 2,
    "sw": 1, "zu_ZA": 2, "tr_TR": 4, "sv_SE": 2, "da_DK": 2, "no_NO": 2, "fi_FI": 2, "is_IS": 1, "cs_CZ": 2, "sk_SK": 2,
    "hu_HU": 2, "ro_RO": 2, "hr_HR": 2, "sl_SI": 1, "lt_LT": 1, "lv_LV": 1, "et_EE": 1, "id_ID": 2, "fr_DZ": 2, "az_AZ": 1,
    "uz_UZ": 1, "ga_IE": 1, "en_TH": 1, "es_CA": 1,
}  # fmt: skip

# Romanised names where Faker's tables are in another script or too short: first names; last names; weight.
ROMANISED: dict[str, tuple[str, str, int]] = {
    "zh": (
        "Wei Fang Min Jing Li Yan Lei Qiang Jun Yang Xiuying Na Xiaoming Jie Tao Hao Ming Hua Ping Gang Yong Bin Peng Xin "
        "Yu Ting Xue Lin Mei Ling Hong Dan Kai Zihan Yichen Haoran Yuxuan Zixuan Jiahui Xinyi Ruoxi Shiyu Yifan Tianyu "
        "Jianguo Guoqiang Lihua Meiling Xiaoling Xiaohong Zhiwei Wenjing Yating Chunhua Guihua Weimin Jianhua Zhen Rui Bo "
        "Chao Dong Feng Hui Jia Kun Liang Nan Qing Rong Shan Song Wen Xia Yi Zhong Siyu Mingze Junjie Hanyu Xuefei Zhihao",
        "Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Zheng Liang Xie Song Tang Xu "
        "Deng Han Feng Cao Peng Zeng Xiao Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lu Ding Ren Shen Yao Lu Cui "
        "Zhong Tan Lu Fan Wang Jin Shi Liao Jia Xia Wei Fu Fang Bai Zou Meng Xiong Qin Qiu Hou Jiang Yin Xue Yan Lei Long "
        "Ouyang Sima Zhuge Situ Wong Cheung Chan Lau Leung Kwok Ng Lam Ho Tsang Yip Chow Tse Poon Fung Hsu Hsieh Tsai Chiu",
        6,
    ),
    "ja": (
        "Haruto Yuto Sota Yuki Hayato Haruki Ryusei Kota Sora Takumi Hiroshi Kenji Takeshi Makoto Akira Satoshi Kazuki "
        "Daiki Shota Ren Minato Riku Tsubasa Yamato Yoshio Masao Noboru Shigeru Isamu Tadashi Kiyoshi Yui Hina Aoi Sakura "
        "Rin Mei Miyu Yuna Akari Himari Yoko Keiko Kazuko Sachiko Michiko Noriko Tomoko Yumiko Mariko Naomi Emi Ayaka "
        "Misaki Nanami Chihiro Hitomi Kaori Mayumi Rie Junko Fumiko Setsuko Hanako Reiko Asuka Shiori Haruka Kaede",
        "Sato Suzuki Takahashi Tanaka Watanabe Ito Yamamoto Nakamura Kobayashi Kato Yoshida Yamada Sasaki Yamaguchi "
        "Matsumoto Inoue Kimura Hayashi Shimizu Saito Yamazaki Mori Abe Ikeda Hashimoto Ishikawa Yamashita Ogawa Ishii "
        "Hasegawa Goto Okada Kondo Maeda Fujita Endo Aoki Sakamoto Murakami Ota Kaneko Fujii Fukuda Nishimura Miura "
        "Takeuchi Nakagawa Okamoto Matsuda Harada Nakano Ono Tamura Fujiwara Nakajima Kawasaki Ueda Morita Hara Shibata "
        "Sakai Kudo Yokoyama Miyazaki Miyamoto Uchida Takagi Ando Taniguchi Ohno Maruyama Imai Takada Fujimoto Murata Ueno",
        6,
    ),
    "ko": (
        "Minjun Seojun Doyun Jiho Junseo Hajun Eunwoo Siwoo Jihoon Junho Sungmin Hyunwoo Jaehyun Minho Sanghoon Youngho "
        "Dongwook Jinwoo Taehyung Seungho Kyungsoo Sungjin Seoyeon Seoyun Jiwoo Minseo Haeun Hayoon Jiyeon Eunji Soojin "
        "Hyejin Minji Yuna Jihye Sooyoung Eunhye Yoonah Bora Nari Hana Dahye Chaewon Yejin Min-jun Ji-woo Seo-yeon "
        "Ji-hoon Hye-jin Soo-jin Eun-ji Sung-min Young-ho Jae-hyun Hyun-woo Mi-kyung Kyung-hee",
        "Kim Lee Park Choi Jung Jeong Kang Cho Yoon Jang Lim Im Han Oh Seo Shin Kwon Hwang Ahn Song Yoo Ryu Hong Jeon Ko "
        "Moon Son Yang Bae Baek Heo Nam Noh Ha Joo Sim Gwak Cha Woo Koo Min Jin Ji Um Won Bang Byun Chae Do",
        4,
    ),
    "vi": (
        "Anh Linh Minh Hương Hoa Tuấn Dũng Hùng Nam Long Quang Huy Khoa Phúc Đức Thành Hải Sơn Trung Kiên Bảo Khánh Lan "
        "Mai Thảo Trang Ngọc Phương Thu Hà Hạnh Yến Nhung Oanh Vy Quỳnh Uyên Tâm Thủy Loan Giang Diệp Trâm Châu Như Hiếu "
        "Cường Thắng Vinh Toàn Lộc Phát Tài Nghĩa Nhân Trí Việt Đạt Tùng",
        "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Mai Lương Đào Tạ Cao Hà Tô "
        "Nguyen Tran Le Pham Hoang Huynh Phan Vu Vo Dang Bui Do Ho Ngo Duong Ly Dinh Trinh Luong Dao",
        5,
    ),
    "ar": (
        "Ahmed Mohammed Muhammad Ali Omar Khalid Youssef Yusuf Hassan Hussein Ibrahim Mustafa Tariq Samir Karim Nabil Walid "
        "Bilal Hamza Zaid Faisal Abdullah Abdulrahman Nasser Jamal Rashid Salman Majid Adel Imad Marwan Rami Hadi Fadi "
        "Ziad Anwar Saif Mahmoud Amr Sherif Tamer Fatima Aisha Maryam Layla Noor Zainab Huda Amina Salma Rania Dina Hana "
        "Yasmin Nadia Samira Leila Farah Lina Maha Reem Sara Nour Hala Amal Iman Khadija Rasha Abeer Ghada Hanan Sahar",
        "Al-Masri Haddad Khoury Nassar Mansour Saleh Hamdan Khalil Aziz Rahman Farouk Sharif Najjar Qasim Darwish Shaheen "
        "Al-Farsi Al-Rashid Al-Sayed El-Amin El-Sayed El-Khatib Al-Hashimi Bakr Issa Sabbagh Awad Habib Barakat Hijazi "
        "Kanaan Maalouf Bitar Sayegh Zayed Al-Najjar Tahan Hakim Jaber Salem Othman Suleiman Younis Abdallah Al-Amri "
        "Al-Harbi Al-Otaibi Al-Qahtani Al-Zahrani Ben Salah Benali Bouzid Cherif Belhadj Mebarki Boudiaf Hamidi",
        6,
    ),
    "fa": (
        "Reza Mehdi Amir Hossein Kaveh Dariush Babak Arash Behrouz Cyrus Farhad Kamran Navid Omid Pouya Ramin Siavash "
        "Shahram Sina Vahid Kian Shirin Parisa Nasrin Mahsa Azadeh Leila Niloufar Roxana Soraya Taraneh Yasaman Zahra "
        "Mina Nazanin Golnaz Elham Maryam Fariba Ladan Bahar Sepideh Shabnam",
        "Hosseini Ahmadi Mohammadi Karimi Moradi Rezaei Jafari Rahimi Tehrani Shirazi Farahani Kazemi Ghorbani Sadeghi "
        "Akbari Bagheri Hashemi Mousavi Rostami Sharifi Norouzi Tavakoli Yazdani Zand Golestani Esfahani Kermani Pahlavan "
        "Daneshvar Navabi Mirzaei Ebrahimi Khorasani Samadi",
        2,
    ),
    "ru": (
        "Aleksandr Sergei Dmitri Andrei Alexei Ivan Mikhail Nikolai Pavel Yuri Viktor Vladimir Oleg Igor Maxim Roman "
        "Artem Denis Kirill Ilya Evgeny Konstantin Anatoly Boris Fyodor Grigory Stanislav Timur Ruslan Olga Tatiana "
        "Natalia Elena Irina Svetlana Anna Maria Ekaterina Anastasia Yulia Ksenia Daria Polina Vera Nadezhda Lyudmila "
        "Galina Larisa Valentina Oksana Oleksandr Dmytro Mykola Andriy Serhiy Volodymyr Taras Bohdan Iryna Olena Kateryna "
        "Yulia Oleksandra Nataliia Halyna Zoya Petro Vasyl Yaroslav",
        "Ivanov Petrova Sidorov Smirnova Kuznetsov Popov Vasiliev Sokolova Mikhailov Novikov Fedorova Morozov Volkov "
        "Alekseeva Lebedev Semenov Egorova Pavlov Kozlov Stepanova Nikolaev Orlov Andreev Makarova Zakharov Zaitsev "
        "Solovyov Borisova Yakovlev Grigoriev Romanova Vorobyov Shevchenko Kovalenko Bondarenko Tkachenko Kravchenko "
        "Oliynyk Lysenko Melnyk Boyko Marchenko Savchenko Rudenko Petrenko Kovalchuk Shevchuk Polishchuk Bondar Hrytsenko "
        "Moroz Tymoshchuk Zelinsky Kuzmenko Pavlenko Hnatiuk Litvinova Belova Tarasov Komarova Kiselev Abramova",
        5,
    ),
    "el": (
        "Giorgos Dimitris Nikos Yannis Kostas Vasilis Christos Panagiotis Michalis Spyros Thanos Stavros Alexandros "
        "Eleni Maria Katerina Sofia Ioanna Anna Despina Vasiliki Georgia Dimitra Christina Angeliki Evangelia Zoe Fotini",
        "Papadopoulos Papadopoulou Georgiou Dimitriou Nikolaidis Vlachos Economou Karagiannis Angelopoulos Makris Mavridis "
        "Pappas Antoniou Ioannidis Konstantinou Christodoulou Vasileiou Athanasiou Stavrou Petridis Samaras Kostopoulos "
        "Lekka Zografou Michailidis Alexiou Theodorou Panagopoulos Kyriakou Stathopoulos",
        2,
    ),
    "he": (
        "Noam Yosef Avi Moshe David Eitan Uri Yonatan Itai Amit Ariel Daniel Gil Guy Lior Nadav Omer Ron Shai Tal Yael "
        "Tamar Noa Shira Michal Hila Maya Talia Avigail Dana Efrat Galit Inbar Keren Liat Merav Orly Rivka Sigal Yifat",
        "Cohen Levi Mizrahi Peretz Biton Dahan Avraham Friedman Malka Azoulay Katz Yosef David Amar Ohana Hadad Gabay Ben-David "
        "Adler Levy Segal Golan Shapira Baruch Weiss Rosenberg Bar-Lev Ashkenazi Shalom Tal Elbaz Alon Navon Barak Harel",
        2,
    ),
    "hi": (
        "Aarav Vivaan Aditya Arjun Sai Rohan Rahul Amit Sanjay Rajesh Suresh Vijay Anil Sunil Deepak Manoj Prakash Ramesh "
        "Ashok Vikram Karthik Srinivas Venkat Harish Ganesh Naveen Pradeep Ravi Gaurav Nikhil Siddharth Ananya Diya Priya "
        "Pooja Neha Anjali Kavita Sunita Lakshmi Meena Divya Shreya Swati Ritu Deepa Nisha Rekha Geeta Padma Sushma Aparna "
        "Ishaan Kabir Farhan Imran Zara Ayesha Gurpreet Harpreet Manpreet Jaswinder Simran Tanvir Rafiq Shabana Nasreen",
        "Sharma Verma Gupta Patel Singh Kumar Reddy Rao Iyer Iyengar Nair Menon Pillai Das Banerjee Chatterjee Mukherjee "
        "Bose Ghosh Sen Roy Dutta Joshi Deshmukh Kulkarni Patil Shinde Pawar Jadhav Chavan Mehta Shah Desai Trivedi Pandey "
        "Mishra Tiwari Dubey Yadav Agarwal Malhotra Kapoor Khanna Chopra Arora Bhatia Sethi Grewal Sidhu Gill Dhillon "
        "Krishnan Subramanian Raman Venkataraman Natarajan Hegde Shetty Gowda Naidu Chaudhary Siddiqui Ansari Qureshi Khan",
        7,
    ),
    "bn": (
        "Tanvir Rakib Sakib Mahmud Arif Shafiq Rezaul Nazrul Kamal Jahangir Farzana Nusrat Sharmin Taslima Sultana Rumana "
        "Shahnaz Ruma Jannatul Mitali Sourav Anirban Debashish Subrata Moumita Paromita Sharmila",
        "Rahman Hossain Islam Ahmed Chowdhury Uddin Khatun Begum Akter Karim Miah Sarkar Talukder Bhuiyan Sikder Mondal "
        "Biswas Haque Alam Siddique Majumder Bhattacharya",
        1,
    ),
    "et": (
        "Abebe Selamawit Tesfaye Bekele Hirut Alemu Dawit Yonas Meron Hana Tigist Mulugeta Girma Kebede Almaz Genet "
        "Abdi Hodan Fadumo Amina Mohamed Ayaan Yasin Ifrah Osman Warsame",
        "Tesfaye Alemu Haile Bekele Gebremariam Tadesse Kebede Wolde Desta Mekonnen Girma Abebe Assefa Warsame Farah "
        "Abdullahi Mohamud Yusuf Jama Ali Nur Hersi",
        2,
    ),
    "af": (
        "Kwame Kofi Ama Abena Akosua Yaw Kwabena Efua Chinedu Chioma Ngozi Emeka Obinna Amaka Ifeoma Uche Nkechi Tunde Bola "
        "Folake Yetunde Segun Babajide Temitope Oluwaseun Adebayo Funmilayo Thabo Sipho Nomsa Lindiwe Themba Zanele "
        "Tendai Chipo Farai Rudo Tinashe Nyasha Achieng Otieno Wanjiru Kamau Njeri Mwangi Wambui Kipchoge Fatou Mamadou "
        "Ousmane Aminata Ibrahima Moussa Awa Cheikh Adama Mariama",
        "Okafor Okonkwo Adeyemi Balogun Eze Nwosu Obi Adebayo Ogunleye Afolabi Oyelaran Mensah Owusu Asante Boateng Osei "
        "Agyeman Appiah Addo Dlamini Nkosi Khumalo Ndlovu Mokoena Zulu Sithole Moyo Ncube Chikwanha Mutasa Kamau Mwangi "
        "Odhiambo Wanjala Kariuki Njoroge Diallo Traore Ndiaye Diop Keita Toure Camara Sow Ba Fall Cisse Coulibaly",
        4,
    ),
    "ph": (
        "Jose Maria Juan Angelo Jericho Rodel Reynaldo Marites Maricel Jocelyn Rowena Arnel Ramil Dindo Cherry Lovely "
        "Princess Jhun Analyn Rosalie Ferdinand Danilo Edgardo Imelda Corazon Ligaya Bayani",
        "Santos Reyes Cruz Bautista Ocampo Garcia Mendoza Torres Tomas Andrada Castillo Flores Villanueva Ramos Aquino "
        "Dela Cruz Del Rosario De Guzman Magbanua Dimaculangan Macaraeg Pangilinan Salonga Manalo Tolentino Macapagal Bacani",
        2,
    ),
    "pl": (
        "",  # first names from Faker's pl_PL
        "Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski "
        "Jankowski Mazur Wojciechowski Kwiatkowski Krawczyk Kaczmarek Piotrowski Grabowski Zając Pawłowski Michalski Król "
        "Wieczorek Jabłoński Wróbel Nowakowski Majewski Olszewski Stępień Malinowski Jaworski Adamczyk Dudek Nowicki Pawlak "
        "Górski Witkowski Walczak Sikora Baran Rutkowski Michalak Szewczyk Ostrowski Tomaszewski Pietrzak Zalewski "
        "Wróblewski Marciniak Jasiński Zawadzki Bąk Jakubowski Sadowski Duda Włodarczyk Wilk Chmielewski Borkowski Sokołowski "
        "Szczepański Sawicki Kucharski Lis Maciejewski Kubiak Kalinowski Mazurek Wysocki Kołodziej Kaźmierczak Czarnecki "
        "Konieczny Sobczak Urbański Głowacki Wasilewski Zakrzewski Krajewski Laskowski Sikorski Ziółkowski Gajewski Szulc "
        "Makowski Brzeziński Przybylski Kaczmarczyk Baranowski Borowski Błaszczyk Cieślak Andrzejewski Górecki Kania "
        "Krupa Mróz Leszczyński Mikołajczyk Markowski Szczepaniak Bielecki Gołębiowski Grzelak Zych Pająk Czerwiński Musiał",
        8,
    ),
}  # fmt: skip

# Short forms that people use of each other.
NICKNAMES = (
    "Bob Bill Jim Joe Mike Tom Dave Steve Chris Matt Dan Nick Andy Tony Rob Ed Ted Fred Greg Jeff Ken Ron Sam Ben Max Alex "
    "Kate Liz Beth Jen Jenny Sue Meg Maggie Peggy Becky Abby Ally Mandy Cindy Patty Debbie Vicky Sandy Lou Jo Jess Nat "
    "Hansi Sepp Uli Steffi Kathi Susi Moni Gabi Andi Basti Flo Toni Franzi Hannes Resi Heinz Rudi Matze Tobi Micha "
    "Jojo Manu Seb Flo Momo Titi Gigi Loulou Mimi Nico Caro Vero Clem Juju Pepe Paco Nacho Chema Lola Pili Merche Charo "
    "Quique Manolo Beto Chuy Lupe Toño Nando Gianni Beppe Pippo Lele Tata Titti Luca Nico Dado Ale Fede Vale Kees Joop "
    "Henk Bram Sjoerd Teun Roos Floor Fem Jip Zé Tiago Xico Nando Bia Duda Gabi Rafa Dudu Leo Kasia Basia Gosia Asia Ania "
    "Zosia Krysia Tomek Bartek Wojtek Maciek Jurek Staszek Krzysiek Michałek Janek Piotrek Kuba Olek Ola Magda Raj Vik Sid "
    "Adi Bobby Sonny Kit Mo Ali Sasha Misha Kolya Vanya Natasha Katya Dima Zhenya Jenn Kels Shaz Gaz Baz Daz Deano Smithy"
).split()

_BAD = {"Doe", "John", "Jane"}  # Faker fills gaps in its tables with these


@dataclass(frozen=True)
class Culture:
    """First names (women and men apart where known) and last names."""

    id: str
    women: tuple[str, ...]
    men: tuple[str, ...]
    last: tuple[str, ...]


@cache
def cultures() -> tuple[tuple[Culture, ...], tuple[int, ...]]:
    """All cultures and how often each is drawn."""
    found: list[Culture] = []
    weights: list[int] = []
    for locale, weight in LOCALES.items():
        table = importlib.import_module(f"faker.providers.person.{locale}").Provider
        women = _names(table, "first_names_female") or _names(table, "first_names")
        men = _names(table, "first_names_male") or _names(table, "first_names")
        last = _names(table, "last_names")
        if locale == "is_IS":
            last = tuple(f"{one}s{end}" for one in men[:150] for end in ("son", "dóttir"))
        found.append(Culture(locale, women, men, last))
        weights.append(weight)
    for name, (first, last_text, weight) in ROMANISED.items():
        both, last = tuple(first.split()), tuple(last_text.split())
        if name == "pl":
            table = importlib.import_module("faker.providers.person.pl_PL").Provider
            women, men = _names(table, "first_names_female"), _names(table, "first_names_male")
        else:
            women = men = both
        found.append(Culture(name, women, men, last))
        weights.append(weight)
    return tuple(found), tuple(weights)


def _names(table: object, attribute: str) -> tuple[str, ...]:
    names = getattr(table, attribute, None) or ()
    if not hasattr(names, "__iter__"):
        return ()
    fine = re.compile(r"[^\W\d_][\w'’ \-]{1,20}")
    return tuple(
        sorted({one for one in names if isinstance(one, str) and fine.fullmatch(one) and one not in _BAD})
    )


HOME = {
    "en": ("en_US", "en_GB", "en", "en_IE"), "de": ("de_DE", "de_AT", "de_CH"), "fr": ("fr_FR", "fr_BE", "fr_CA"),
    "es": ("es_ES", "es_MX", "es_CO"), "it": ("it_IT",), "nl": ("nl_NL", "nl_BE"), "pt": ("pt_PT", "pt_BR"), "pl": ("pl",),
}  # fmt: skip


@dataclass(frozen=True)
class Person:
    """One person, to be written in several ways."""

    first: str
    last: str
    woman: bool
    culture: str


def person(chance: random.Random, language: str = "") -> Person:
    """Somebody; in a language mostly with names at home there."""
    all_cultures, weights = cultures()
    if language and chance.random() < 0.55:
        wanted = HOME[language]
        culture = (
            next(one for one in all_cultures if one.id == chance.choice(wanted)) if len(wanted) == 1 else None
        )
        if culture is None:
            name = chance.choice(wanted)
            culture = next(one for one in all_cultures if one.id == name)
    else:
        culture = chance.choices(all_cultures, weights)[0]
    woman = chance.random() < 0.5
    first = chance.choice(culture.women if woman else culture.men)
    last = chance.choice(culture.last)
    if culture.id == "pl" and woman and last.endswith(("ski", "cki", "dzki")):
        last = last[:-1] + "a"
    roll = chance.random()
    if roll < 0.06:
        other = chance.choice(culture.last)
        last = f"{last}-{other}" if " " not in last and other != last else last
    elif roll < 0.12 and culture.id.startswith("es"):
        last = f"{last} {chance.choice(culture.last)}"
    elif roll < 0.10 and culture.id[:2] in ("nl", "de", "fr", "it", "pt"):
        particles = {"nl": ("van", "de", "van der", "van den"), "de": ("von", "zu"), "fr": ("de", "du"), "it": ("di", "De", "Di"), "pt": ("da", "dos", "de")}  # fmt: skip
        last = f"{chance.choice(particles[culture.id[:2]])} {last}"
    if 0.12 < roll < 0.16 and " " not in first and "-" not in first:
        first = f"{first}-{chance.choice(culture.women if woman else culture.men)}".replace(" ", "-")
    return Person(first, last, woman, culture.id)


def full(chance: random.Random, one: Person) -> str:
    """The whole name in one of its usual forms."""
    roll = chance.random()
    if one.culture in ("zh", "ko", "vi", "hu_HU") and roll < 0.5:
        return f"{one.last} {one.first}"
    if roll < 0.78:
        return f"{one.first} {one.last}"
    if roll < 0.84:
        return f"{one.first} {chance.choice('ABCDEFGHJKLMNPRSTVW')}. {one.last}"
    if roll < 0.90:
        return f"{one.last}, {one.first}"
    if roll < 0.96:
        return f"{one.first[0]}. {one.last}"
    if roll < 0.98:
        return f"{one.first} {one.last.upper()}"
    return f"{one.last} {one.first}"


def polish(name: str, woman: bool, case: str) -> str:
    """A Polish name in the genitive (``g``), dative (``d``) or instrumental (``i``), by the usual endings."""
    ends: dict[str, tuple[str, str, str]]
    if woman:
        ends = {"ska": ("skiej", "skiej", "ską"), "cka": ("ckiej", "ckiej", "cką"), "dzka": ("dzkiej", "dzkiej", "dzką"),
                "ia": ("ii", "ii", "ią"), "ja": ("ji", "ji", "ją"), "ka": ("ki", "ce", "ką"), "ga": ("gi", "dze", "gą"),
                "ta": ("ty", "cie", "tą"), "da": ("dy", "dzie", "dą"), "na": ("ny", "nie", "ną"), "ra": ("ry", "rze", "rą"),
                "ła": ("ły", "le", "łą"), "a": ("y", "ie", "ą")}  # fmt: skip
    else:
        ends = {"ski": ("skiego", "skiemu", "skim"), "cki": ("ckiego", "ckiemu", "ckim"), "dzki": ("dzkiego", "dzkiemu", "dzkim"),
                "ek": ("ka", "kowi", "kiem"), "eł": ("ła", "łowi", "łem"), "ny": ("nego", "nemu", "nym"),
                "k": ("ka", "kowi", "kiem"), "g": ("ga", "gowi", "giem"), "a": ("y", "ie", "ą"), "y": ("ego", "emu", "ym")}  # fmt: skip
    which = "gdi".index(case)
    for end, forms in ends.items():
        if name.endswith(end):
            return name[: -len(end)] + forms[which]
    if woman or name[-1] in "oeiuó":
        return name
    return name + ("a", "owi", "em")[which]
