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
                "started",
                "please start",
                "unstoppable",
                "yes"
            })
    void isJustTalk(String words) {
        assertThat(keywords.find(words)).isEmpty();
    }
}
