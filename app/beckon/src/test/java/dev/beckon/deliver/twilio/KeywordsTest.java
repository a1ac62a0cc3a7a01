package dev.beckon.deliver.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeywordsTest {

    private final Keywords keywords = Keywords.read();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STOP",
                "stop",
                " Stop. ",
                "Please stop",
                "stop it now",
                "UNSUBSCRIBE",
                "Opt out",
                "opt-out",
                "END",
                "CANCEL",
                "STOPP",
                "Abmelden!",
                "bitte abbestellen",
                "ARRÊT",
                "Arre\u0302t",
                "desabonner",
                "बंद करो",
                "बंद",
                "band karo",
                "Could you please stop sending me these offers, I don't want them",
                "Please don't send me any more of this",
                "Bitte schicken Sie mir keine Nachrichten mehr",
                "Ne m'envoyez plus rien s'il vous plaît",
                "कृपया मुझे और संदेश मत भेजें",
                "STOP please, my name is Zorro",
                "Stop! I do not want these messages",
                "STOP \uD83D\uDE4F"
            })
    void optsOut(String words) {
        assertThat(keywords.find(words)).contains(Keywords.Wish.STOP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"START", "start", "Unstop", "anmelden", "शुरू"})
    void optsIn(String words) {
        assertThat(keywords.find(words)).contains(Keywords.Wish.START);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thank you!",
                "When does the offer end?",
                "",
                "   ",
                "I pass your bus stop every day, lovely shop",
                "Ich komme am Ende der Woche",
                "Stopped by your shop yesterday, lovely sweets",
                "started",
                "please start",
                "unstoppable",
                "I'll stop by the shop on my way home tomorrow",
                "yes"
            })
    void isJustTalk(String words) {
        assertThat(keywords.find(words)).isEmpty();
    }
}
