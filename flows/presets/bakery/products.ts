import type { PresetProduct, PresetSection } from '../../preset.ts';
import { colour, decor, each, filling, free, once, taste } from './options.ts';

const wholeCake = { unit: 'kg', minAmount: 1500, maxAmount: 6000, stepAmount: 500, noticeHours: 48, inscribable: true } as const;
const weddingCake = { unit: 'tier', minAmount: 2000, maxAmount: 5000, stepAmount: 1000, noticeHours: 168 } as const;
const bentoCake = { unit: 'piece', minAmount: 1000, maxAmount: 5000, stepAmount: 1000, noticeHours: 24, inscribable: true } as const;
const partySet = { unit: 'piece', minAmount: 1000, maxAmount: 10_000, stepAmount: 1000, noticeHours: 72 } as const;

const cakes: PresetProduct[] = [
  {
    ...wholeCake,
    title: { ru: 'Медовик', en: 'Honey cake' },
    description: {
      ru: 'Двенадцать тонких медовых коржей и сметанный крем. Настаивается ночь и тает во рту.',
      en: 'Twelve thin honey layers with sour-cream frosting. Rests overnight and melts in the mouth.',
    },
    picture: 'honey-cake',
    price: 2200_00,
    options: [
      filling(
        free('classic', 'Классический сметанный', 'Classic sour cream'),
        each('prune', { ru: 'Чернослив и грецкий орех', en: 'Prune and walnut' }, 250_00),
        each('cherry', { ru: 'Вишня', en: 'Cherry' }, 200_00),
      ),
      decor({ ru: 'Медовая крошка', en: 'Honey crumb' }),
    ],
  },
  {
    ...wholeCake,
    title: { ru: 'Красный бархат', en: 'Red velvet' },
    description: {
      ru: 'Бархатный бисквит с ноткой какао и сливочно-сырный крем. Самый частый торт на день рождения.',
      en: 'Velvety sponge with a hint of cocoa and cream-cheese frosting. Our most ordered birthday cake.',
    },
    picture: 'red-velvet',
    price: 2500_00,
    options: [
      filling(
        free('cheese', 'Сырный крем', 'Cream cheese'),
        each('cherry', { ru: 'Вишня', en: 'Cherry' }, 200_00),
        each('rasp', { ru: 'Малиновое конфи', en: 'Raspberry confit' }, 300_00),
      ),
      decor({ ru: 'Бархатная крошка', en: 'Velvet crumb' }),
    ],
  },
  {
    ...wholeCake,
    title: { ru: 'Наполеон', en: 'Napoleon' },
    description: {
      ru: 'Хрустящее слоёное тесто на сливочном масле и заварной крем с настоящей ванилью.',
      en: 'Crisp all-butter puff pastry layered with custard and real vanilla.',
    },
    picture: 'napoleon',
    price: 2100_00,
    inscribable: false,
    options: [
      filling(
        free('custard', 'Заварной крем', 'Custard'),
        each('berry', { ru: 'Крем и лесные ягоды', en: 'Custard and wild berries' }, 300_00),
        each('caramel', { ru: 'Солёная карамель', en: 'Salted caramel' }, 250_00),
      ),
    ],
  },
  {
    ...wholeCake,
    title: { ru: 'Чёрный лес', en: 'Black Forest' },
    description: {
      ru: 'Шоколадный бисквит, вишня и взбитые сливки. По желанию готовим без алкоголя.',
      en: 'Chocolate sponge, cherries and whipped cream. Made without alcohol on request.',
    },
    picture: 'black-forest',
    price: 2600_00,
    options: [
      filling(free('kirsch', 'Вишня с коньяком', 'Cherries with brandy'), free('noalc', 'Вишня без алкоголя', 'Cherries, no alcohol')),
      decor({ ru: 'Шоколадная стружка и вишня', en: 'Chocolate curls and cherries' }),
    ],
  },
  {
    ...wholeCake,
    title: { ru: 'Три шоколада', en: 'Three chocolates' },
    description: {
      ru: 'Мусс из тёмного, молочного и белого бельгийского шоколада под зеркальной глазурью.',
      en: 'Dark, milk and white Belgian chocolate mousse under a mirror glaze.',
    },
    picture: 'three-chocolates',
    price: 3000_00,
    maxAmount: 4000,
    options: [decor({ ru: 'Зеркальная глазурь', en: 'Mirror glaze' })],
  },
  {
    ...wholeCake,
    title: { ru: 'Морковный торт', en: 'Carrot cake' },
    description: {
      ru: 'Пряный бисквит с морковью, корицей и пеканом. Можно без орехов.',
      en: 'Spiced sponge with carrot, cinnamon and pecans. Can be made without nuts.',
    },
    picture: 'carrot-cake',
    price: 2300_00,
    options: [
      filling(
        free('pecan', 'С пеканом', 'With pecans'),
        free('nonuts', 'Без орехов', 'Without nuts'),
        each('orange', { ru: 'Апельсиновый курд', en: 'Orange curd' }, 200_00),
      ),
      decor({ ru: 'Сырный крем и орехи', en: 'Cream cheese and nuts' }),
    ],
  },
  {
    ...wholeCake,
    title: { ru: 'Детский торт', en: "Children's cake" },
    description: {
      ru: 'Яркий торт с любимыми героями: пришлите картинку, и мы повторим. Только натуральные красители.',
      en: 'A bright cake with favourite characters: send a picture and we will match it. Natural colours only.',
    },
    picture: 'kids-cake',
    price: 2900_00,
    minAmount: 2000,
    noticeHours: 72,
    options: [
      filling(
        free('banana', 'Банан и карамель', 'Banana and caramel'),
        free('straw', 'Клубника и сливки', 'Strawberry and cream'),
        each('kinder', { ru: 'Молочный шоколад', en: 'Milk chocolate' }, 200_00),
      ),
      {
        key: 'figures',
        title: { ru: 'Фигурки', en: 'Figures' },
        choices: [
          free('none', 'Без фигурок', 'No figures'),
          once('one', { ru: 'Один герой', en: 'One character' }, 1200_00),
          once('three', { ru: 'Три героя', en: 'Three characters' }, 3000_00),
        ],
      },
    ],
  },
];

const weddings: PresetProduct[] = [
  {
    ...weddingCake,
    title: { ru: 'Свадебный «Классика»', en: 'Wedding “Classic”' },
    description: {
      ru: 'Белоснежные ярусы, кремовые розы и жемчуг. Каждый ярус около 2,5 кг, на 12–15 гостей.',
      en: 'Snow-white tiers, cream roses and pearls. Each tier is about 2.5 kg and serves 12–15 guests.',
    },
    picture: 'wedding-classic',
    price: 11_000_00,
    options: [
      filling(
        free('vanilla', 'Ваниль и клубника', 'Vanilla and strawberry'),
        each('pista', { ru: 'Фисташка и малина', en: 'Pistachio and raspberry' }, 1500_00),
        each('choco', { ru: 'Шоколад и вишня', en: 'Chocolate and cherry' }, 800_00),
      ),
      {
        key: 'stand',
        title: { ru: 'Подставка', en: 'Stand' },
        choices: [
          free('plain', 'Обычная', 'Plain'),
          once('rent', { ru: 'Хрустальная, на вечер', en: 'Crystal, for the evening' }, 1500_00),
        ],
      },
    ],
  },
  {
    ...weddingCake,
    title: { ru: 'Свадебный «Ягодный»', en: 'Wedding “Berry”' },
    description: {
      ru: 'Открытые коржи с тонким слоем крема, свежие ягоды и зелень. Для свадьбы за городом.',
      en: 'A semi-naked cake with a thin coat of cream, fresh berries and greenery. Made for a country wedding.',
    },
    picture: 'wedding-berry',
    price: 10_500_00,
    options: [
      filling(
        free('berries', 'Лесные ягоды', 'Wild berries'),
        free('lemon', 'Лимон и голубика', 'Lemon and blueberry'),
        each('pista', { ru: 'Фисташка и малина', en: 'Pistachio and raspberry' }, 1500_00),
      ),
    ],
  },
  {
    ...weddingCake,
    title: { ru: 'Свадебный «Мрамор»', en: 'Wedding “Marble”' },
    description: {
      ru: 'Мраморное покрытие, поталь и строгие линии. Для тех, кто не любит розочки.',
      en: 'Marble finish, gold leaf and clean lines. For those who do not care for roses.',
    },
    picture: 'wedding-marble',
    price: 12_500_00,
    options: [
      filling(
        free('caramel', 'Солёная карамель', 'Salted caramel'),
        free('coffee', 'Кофе и шоколад', 'Coffee and chocolate'),
        each('pista', { ru: 'Фисташка и малина', en: 'Pistachio and raspberry' }, 1500_00),
      ),
      colour(
        free('grey', 'Серый мрамор', 'Grey marble'),
        free('green', 'Изумрудный', 'Emerald'),
        free('pink', 'Розовый кварц', 'Rose quartz'),
      ),
    ],
  },
];

const bento: PresetProduct[] = [
  {
    ...bentoCake,
    title: { ru: 'Бенто-торт с надписью', en: 'Bento cake with a message' },
    description: {
      ru: 'Мини-торт на двоих, 450 г, в коробочке с ложкой и свечой. Надпись — ваша.',
      en: 'A mini cake for two, 450 g, boxed with a spoon and a candle. The words are yours.',
    },
    picture: 'bento',
    price: 1900_00,
    options: [
      filling(
        free('choco', 'Шоколад и карамель', 'Chocolate and caramel'),
        free('vanilla', 'Ваниль и клубника', 'Vanilla and strawberry'),
        free('velvet', 'Красный бархат', 'Red velvet'),
      ),
      colour(
        free('pink', 'Розовый', 'Pink'),
        free('blue', 'Голубой', 'Blue'),
        free('lilac', 'Сиреневый', 'Lilac'),
        free('white', 'Белый', 'White'),
      ),
    ],
  },
  {
    ...bentoCake,
    title: { ru: 'Бенто-сердце', en: 'Bento heart' },
    description: {
      ru: 'Винтажное сердце с кремовыми рюшами, 600 г. Для признаний и годовщин.',
      en: 'A vintage heart with piped frills, 600 g. For declarations and anniversaries.',
    },
    picture: 'bento-heart',
    price: 2400_00,
    options: [
      filling(
        free('rasp', 'Малина и белый шоколад', 'Raspberry and white chocolate'),
        free('choco', 'Шоколад и вишня', 'Chocolate and cherry'),
      ),
      colour(free('red', 'Красное', 'Red'), free('pink', 'Розовое', 'Pink'), free('white', 'Белое', 'White')),
    ],
  },
];

const small: PresetProduct[] = [
  {
    title: { ru: 'Капкейки', en: 'Cupcakes' },
    description: {
      ru: 'Нежный кекс с начинкой и шапкой сырного крема. От шести штук.',
      en: 'A tender cupcake with a filling and a swirl of cream-cheese frosting. From six pieces.',
    },
    picture: 'cupcakes',
    unit: 'piece',
    price: 290_00,
    minAmount: 6000,
    maxAmount: 60_000,
    stepAmount: 6000,
    noticeHours: 24,
    options: [
      taste(
        free('vanilla', 'Ваниль и клубника', 'Vanilla and strawberry'),
        free('choco', 'Шоколад и карамель', 'Chocolate and caramel'),
        free('mix', 'Ассорти', 'Assorted'),
      ),
      {
        key: 'topper',
        title: { ru: 'Украшение', en: 'Topping' },
        choices: [
          free('sprinkle', 'Посыпка', 'Sprinkles'),
          each('berry', { ru: 'Свежая ягода', en: 'Fresh berry' }, 40_00),
          each('photo', { ru: 'Съедобная картинка', en: 'Edible picture' }, 60_00),
        ],
      },
    ],
  },
  {
    title: { ru: 'Макаронс', en: 'Macarons' },
    description: {
      ru: 'Миндальные печенья с ганашем, без глютена. В коробке с лентой.',
      en: 'Gluten-free almond shells filled with ganache. In a box with a ribbon.',
    },
    picture: 'macarons',
    unit: 'piece',
    price: 130_00,
    minAmount: 12_000,
    maxAmount: 60_000,
    stepAmount: 6000,
    noticeHours: 24,
    options: [
      taste(
        free('mix', 'Ассорти', 'Assorted'),
        free('rasp', 'Малина', 'Raspberry'),
        free('pista', 'Фисташка', 'Pistachio'),
        free('caramel', 'Солёная карамель', 'Salted caramel'),
      ),
    ],
  },
  {
    title: { ru: 'Эклеры', en: 'Éclairs' },
    description: {
      ru: 'Заварные эклеры с шёлковым кремом и глазурью. Готовим утром в день выдачи.',
      en: 'Choux éclairs with silky cream and glaze. Baked on the morning of the day.',
    },
    picture: 'eclairs',
    unit: 'piece',
    price: 240_00,
    minAmount: 6000,
    maxAmount: 48_000,
    stepAmount: 6000,
    noticeHours: 24,
    options: [
      taste(
        free('mix', 'Ассорти', 'Assorted'),
        free('choco', 'Шоколад', 'Chocolate'),
        free('vanilla', 'Ваниль', 'Vanilla'),
        each('pista', { ru: 'Фисташка', en: 'Pistachio' }, 40_00),
      ),
    ],
  },
];

const sets: PresetProduct[] = [
  {
    ...partySet,
    title: { ru: 'Сладкий стол', en: 'Dessert table' },
    description: {
      ru: 'На 20 гостей: торт 2 кг, 20 капкейков, 40 макаронс, трайфлы и безе. Привезём и расставим.',
      en: 'For 20 guests: a 2 kg cake, 20 cupcakes, 40 macarons, trifles and meringues. We bring it and set it up.',
    },
    picture: 'dessert-table',
    price: 24_900_00,
    options: [
      colour(
        free('pink', 'Пудрово-розовый', 'Powder pink'),
        free('blue', 'Небесно-голубой', 'Sky blue'),
        free('gold', 'Белый с золотом', 'White and gold'),
      ),
      {
        key: 'dishes',
        title: { ru: 'Посуда', en: 'Dishes' },
        choices: [
          free('own', 'Своя посуда', 'Your own dishes'),
          each('rent', { ru: 'Наши подставки, на вечер', en: 'Our stands, for the evening' }, 2500_00),
        ],
      },
    ],
  },
  {
    ...partySet,
    title: { ru: 'Кофе-брейк', en: 'Coffee break' },
    description: {
      ru: 'На 10 человек: мини-эклеры, тарталетки, брауни и ягоды в коробках, которые не стыдно поставить на стол.',
      en: 'For 10 people: mini éclairs, tartlets, brownies and berries in boxes fit for the table.',
    },
    picture: 'coffee-break',
    price: 9800_00,
    noticeHours: 48,
    options: [
      {
        key: 'kind',
        title: { ru: 'Состав', en: 'Contents' },
        choices: [
          free('sweet', 'Сладкий', 'Sweet'),
          each('mixed', { ru: 'Сладкий и закуски', en: 'Sweet and savoury' }, 1500_00),
          each('lean', { ru: 'Без сахара и глютена', en: 'No sugar, no gluten' }, 2000_00),
        ],
      },
    ],
  },
];

/** The catalogue: prices in kopecks for one kg, tier or piece, amounts in thousandths. */
export const sections: PresetSection[] = [
  { title: { ru: 'Торты на заказ', en: 'Custom cakes' }, products: cakes },
  { title: { ru: 'Свадебные торты', en: 'Wedding cakes' }, products: weddings },
  { title: { ru: 'Бенто-торты', en: 'Bento cakes' }, products: bento },
  { title: { ru: 'Капкейки и макаронс', en: 'Cupcakes and macarons' }, products: small },
  { title: { ru: 'Наборы для праздника', en: 'Party sets' }, products: sets },
];
