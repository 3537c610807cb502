"""Names of emoji as Discourse writes them, and their characters; what is not here keeps its :name:."""

_TABLE = """
slight_smile 🙂 slightly_smiling_face 🙂 smile 😄 smiley 😃 grinning 😀 grin 😁 laughing 😆 satisfied 😆 joy 😂 rofl 🤣
wink 😉 blush 😊 relaxed ☺️ relieved 😌 innocent 😇 upside_down_face 🙃 heart_eyes 😍 star_struck 🤩 kissing_heart 😘
kissing 😗 yum 😋 stuck_out_tongue 😛 stuck_out_tongue_winking_eye 😜 stuck_out_tongue_closed_eyes 😝 crazy_face 🤪
zany_face 🤪 face_with_raised_eyebrow 🤨 raised_eyebrow 🤨 face_with_monocle 🧐 monocle_face 🧐 nerd_face 🤓
sunglasses 😎 smirk 😏 unamused 😒 disappointed 😞 pensive 😔 worried 😟 confused 😕 slightly_frowning_face 🙁
frowning_face ☹️ frowning 😦 anguished 😧 persevere 😣 confounded 😖 tired_face 😫 weary 😩 pleading_face 🥺 cry 😢
sob 😭 angry 😠 rage 😡 triumph 😤 flushed 😳 hot_face 🥵 cold_face 🥶 scream 😱 fearful 😨 cold_sweat 😰
disappointed_relieved 😥 sweat 😓 sweat_smile 😅 hugs 🤗 thinking 🤔 shushing_face 🤫 lying_face 🤥 no_mouth 😶
neutral_face 😐 expressionless 😑 grimacing 😬 roll_eyes 🙄 hushed 😯 astonished 😲 open_mouth 😮 sleeping 😴 sleepy 😪
yawning_face 🥱 dizzy_face 😵 zipper_mouth_face 🤐 woozy_face 🥴 nauseated_face 🤢 sneezing_face 🤧 mask 😷
partying_face 🥳 exploding_head 🤯 smiling_imp 😈 imp 👿 skull 💀 ghost 👻 alien 👽 space_invader 👾 robot 🤖 poop 💩
clown_face 🤡 see_no_evil 🙈 hear_no_evil 🙉 speak_no_evil 🙊 zombie 🧟 woman_zombie 🧟‍♀️ man_shrugging 🤷‍♂️
woman_shrugging 🤷‍♀️ shrug 🤷 man_facepalming 🤦‍♂️ woman_facepalming 🤦‍♀️ facepalm 🤦
business_suit_levitating 🕴️ construction_worker_man 👷‍♂️ construction_worker 👷 +1 👍 thumbsup 👍 -1 👎
thumbsdown 👎 ok_hand 👌 v ✌️ wave 👋 clap 👏 pray 🙏 muscle 💪 raised_hands 🙌 raised_hand ✋
raised_hand_with_fingers_splayed 🖐️ handshake 🤝 crossed_fingers 🤞 love_you_gesture 🤟 metal 🤘 vulcan_salute 🖖
point_up ☝️ point_up_2 👆 point_down 👇 point_left 👈 point_right 👉 fist ✊ punch 👊 call_me_hand 🤙 writing_hand ✍️
nail_care 💅 eyes 👀 eye 👁️ brain 🧠 lips 👄 heart ❤️ orange_heart 🧡 yellow_heart 💛 green_heart 💚 blue_heart 💙
purple_heart 💜 black_heart 🖤 broken_heart 💔 heartbeat 💓 sparkling_heart 💖 two_hearts 💕 100 💯 boom 💥
collision 💥 fire 🔥 sparkles ✨ star ⭐ star2 🌟 dizzy 💫 zap ⚡ sweat_drops 💦 dash 💨 zzz 💤 tada 🎉 confetti_ball 🎊
balloon 🎈 gift 🎁 trophy 🏆 medal 🏅 1st_place_medal 🥇 crown 👑 gem 💎 bulb 💡 bell 🔔 lock 🔒 unlock 🔓 key 🔑 hammer 🔨
wrench 🔧 nut_and_bolt 🔩 gear ⚙️ axe 🪓 hammer_and_wrench 🛠️ hocho 🔪 bomb 💣 pill 💊 syringe 💉 dna 🧬 microscope 🔬
telescope 🔭 test_tube 🧪 alembic ⚗️ magnet 🧲 scroll 📜 books 📚 book 📖 memo 📝 pencil 📝 pencil2 ✏️ pushpin 📌
paperclip 📎 link 🔗 mag 🔍 chart_with_upwards_trend 📈 bar_chart 📊 calendar 📆 date 📅 email ✉️ package 📦
wastebasket 🗑️ computer 💻 desktop_computer 🖥️ keyboard ⌨️ floppy_disk 💾 cd 💿 iphone 📱 battery 🔋 camera 📷
video_camera 📹 movie_camera 🎥 tv 📺 video_game 🎮 joystick 🕹️ game_die 🎲 art 🎨 musical_note 🎵 notes 🎶
musical_score 🎼 guitar 🎸 drum 🥁 headphones 🎧 microphone 🎤 speaker 🔈 loud_sound 🔊 mute 🔇 rocket 🚀 airplane ✈️
car 🚗 bus 🚌 trolleybus 🚎 train 🚆 bike 🚲 ship 🚢 coffee ☕ tea 🍵 beer 🍺 beers 🍻 wine_glass 🍷 cocktail 🍸 pizza 🍕
hamburger 🍔 cake 🍰 birthday 🎂 cookie 🍪 popcorn 🍿 apple 🍎 banana 🍌 sushi 🍣 taco 🌮 dog 🐶 cat 🐱 mouse 🐭
fox_face 🦊 bear 🐻 panda_face 🐼 cow 🐮 pig 🐷 frog 🐸 monkey 🐒 chicken 🐔 penguin 🐧 bird 🐦 duck 🦆 owl 🦉 unicorn 🦄
horse 🐴 racehorse 🐎 bee 🐝 bug 🐛 butterfly 🦋 snail 🐌 turtle 🐢 snake 🐍 octopus 🐙 fish 🐟 tropical_fish 🐠
blowfish 🐡 dolphin 🐬 whale 🐳 whale2 🐋 shark 🦈 crocodile 🐊 t-rex 🦖 dragon 🐉 fishing_pole_and_fish 🎣 tree 🌳
evergreen_tree 🌲 palm_tree 🌴 cactus 🌵 seedling 🌱 herb 🌿 four_leaf_clover 🍀 mushroom 🍄 rose 🌹 sunflower 🌻
cherry_blossom 🌸 sunny ☀️ cloud ☁️ rainbow 🌈 snowflake ❄️ snowman ⛄ umbrella ☔ ocean 🌊 volcano 🌋 mountain ⛰️
national_park 🏞️ earth_africa 🌍 earth_americas 🌎 earth_asia 🌏 globe_with_meridians 🌐 moon 🌔 new_moon 🌑
full_moon 🌕 house 🏠 hospital 🏥 school 🏫 tent ⛺ hole 🕳️ clock3 🕒 hourglass ⌛ alarm_clock ⏰ stopwatch ⏱️
white_check_mark ✅ heavy_check_mark ✔️ ballot_box_with_check ☑️ x ❌ negative_squared_cross_mark ❎
heavy_plus_sign ➕ heavy_minus_sign ➖ question ❓ grey_question ❔ exclamation ❗ heavy_exclamation_mark ❗
bangbang ‼️ interrobang ⁉️ warning ⚠️ no_entry ⛔ no_entry_sign 🚫 stop_sign 🛑 construction 🚧 recycle ♻️
information_source ℹ️ copyright ©️ tm ™️ arrow_up ⬆️ arrow_down ⬇️ arrow_left ⬅️ arrow_right ➡️
arrows_counterclockwise 🔄 red_circle 🔴 large_blue_circle 🔵 white_circle ⚪ black_circle ⚫
triangular_flag_on_post 🚩 checkered_flag 🏁 sos 🆘 ok 🆗 new 🆕 cool 🆒 free 🆓 up 🆙 speech_balloon 💬
thought_balloon 💭 moneybag 💰 money_with_wings 💸 shield 🛡️ crystal_ball 🔮 juggling_person 🤹
"""

_WORDS = _TABLE.split()
CHARACTERS = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))
TONES = {"2": "\U0001f3fb", "3": "\U0001f3fc", "4": "\U0001f3fd", "5": "\U0001f3fe", "6": "\U0001f3ff"}
