package dev.beckon.plan;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.beckon.campaign.Channel;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a customer may be written to or called. Quiet hours are meant in the customer's own time zone, or the company's
 * where it isn't known.
 *
 * <p>A call must be permitted in every zone that the number may be in, and in the customer's own. Where the customer's
 * zone is one of the number's, it alone counts. A number whose zones aren't known isn't called, unless the customer's own
 * zone is known.
 *
 * @param quietHours channels that aren't there have none
 * @param companyZone of customers whose own isn't known
 */
public record PermittedHours(Map<Channel, QuietHours> quietHours, ZoneId companyZone) {

    public PermittedHours {
        quietHours = Map.copyOf(quietHours);
    }

    QuietHours quiet(Channel channel) {
        return quietHours.getOrDefault(channel, QuietHours.NONE);
    }

    /**
     * The first permitted moment at or after {@code earliest}.
     *
     * @param own the customer's zone, null where it isn't known
     * @param deadline the moment must be before it; null: no deadline
     * @return empty if there is none
     */
    public Optional<Instant> first(
            Channel channel, String address, @Nullable ZoneId own, Instant earliest, @Nullable Instant deadline) {
        Set<ZoneId> zones = zones(channel, address, own);
        return zones.isEmpty() ? Optional.empty() : quiet(channel).firstPermitted(earliest, deadline, zones);
    }

    /** Those in all of which it must be permitted; empty where no zone of a number to call is known. */
    Set<ZoneId> zones(Channel channel, String address, @Nullable ZoneId own) {
        if (channel != Channel.PHONE || quiet(channel).equals(QuietHours.NONE)) {
            return Set.of(own == null ? companyZone : own);
        }
        Set<ZoneId> zones = zonesOfNumber(address);
        if (own != null) {
            if (zones.stream().anyMatch(zone -> zone.getRules().equals(own.getRules()))) {
                return Set.of(own);
            }
            zones.add(own);
        }
        return zones;
    }

    private static Set<ZoneId> zonesOfNumber(String number) {
        try {
            var parsed = PhoneNumberUtil.getInstance().parse(number, null);
            List<String> names = PhoneNumberToTimeZonesMapper.getInstance().getTimeZonesForNumber(parsed);
            var zones = new LinkedHashSet<ZoneId>();
            names.forEach(name -> zone(name).ifPresent(zones::add));
            return zones;
        } catch (NumberParseException notANumber) {
            return new LinkedHashSet<>();
        }
    }

    /** Empty for null and for what isn't a zone, such as Etc/Unknown. */
    public static Optional<ZoneId> zone(@Nullable String name) {
        try {
            return Optional.ofNullable(name).map(ZoneId::of);
        } catch (DateTimeException notAZone) {
            return Optional.empty();
        }
    }
}
