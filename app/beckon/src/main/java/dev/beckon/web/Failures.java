package dev.beckon.web;

import dev.beckon.store.StoreUnavailable;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Callers learn a status and nothing else; the log learns what kind of failure it was, without its words. */
@RestController
@RestControllerAdvice
final class Failures implements ErrorController {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    @RequestMapping("${spring.web.error.path:/error}")
    ResponseEntity<String> error(HttpServletRequest request) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        return Answers.failure(status instanceof Integer code ? HttpStatusCode.valueOf(code) : HttpStatus.NOT_FOUND);
    }

    /** Whoever called may try again. */
    @ExceptionHandler
    ResponseEntity<String> unavailable(StoreUnavailable e) {
        LOG.warn("a request couldn't be answered: the store can't be used");
        return Answers.failure(HttpStatus.SERVICE_UNAVAILABLE);
    }

    @ExceptionHandler
    ResponseEntity<String> other(Exception e) {
        if (e instanceof ErrorResponse known) {
            return Answers.failure(known.getStatusCode());
        }
        LOG.error(
                "a request couldn't be answered: {} at {}",
                e.getClass().getName(),
                e.getStackTrace().length == 0 ? "an unknown place" : e.getStackTrace()[0]);
        return Answers.failure(HttpStatus.INTERNAL_SERVER_ERROR);
    }
}
